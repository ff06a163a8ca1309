using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Infrastructure.Search;

/// <summary>What Search keeps for the whole life of the host: its words, rules and counts, and on workers the patrol.</summary>
internal sealed class SearchRegistration : IContextRegistration
{
    public void Register(IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton<IndexChoice>();
        services.AddSingleton<LexiconKeeper>();
        services.AddSingleton<RulesKeeper>();
        services.AddSingleton<CategoryNames>();
        services.AddSingleton<PopularTexts>();
        services.AddSingleton<QueryLog>();
        services.AddHostedService(sp => sp.GetRequiredService<QueryLog>());
        services.AddScoped<ProductFinder>();
        var roles = settings["Host:Roles"] ?? "worker";
        if (roles.Contains("worker", StringComparison.Ordinal)) services.AddHostedService<IndexPatrol>();
    }
}
