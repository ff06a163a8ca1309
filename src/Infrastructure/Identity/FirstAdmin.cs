using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Infrastructure.Identity;

/// <summary>
/// Checks Identity's settings when the host starts and creates the first administrator when there is none.
/// </summary>
internal sealed class FirstAdmin(IServiceScopeFactory scopes, IdentitySettings settings, SigningKeys keys) : IStartupStep
{
    public async Task Run(CancellationToken ct)
    {
        // Asking for the keys reads them: a host with a broken key does not start.
        _ = keys.Current;
        if (settings.FirstAdminEmail is not { } email || settings.FirstAdminPassword is not { } password) return;

        await using var scope = scopes.CreateAsyncScope();
        var ensure = scope.ServiceProvider.GetRequiredService<IUseCase<EnsureFirstAdmin, Unit>>();
        var done = await ensure.Handle(new EnsureFirstAdmin(email, password), ct);
        if (done.Failed(out var refusal)) throw new InvalidOperationException(refusal.Message);
    }
}
