using System.Reflection;
using FluentValidation;
using Marketplace.Application;
using Marketplace.Infrastructure.Admin;
using Marketplace.Infrastructure.Outbox;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Admin;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Marketplace.Infrastructure;

/// <summary>Puts the application and its database together; the only scanning outside the host.</summary>
public static class Registration
{
    private static readonly Assembly Application = typeof(IUseCase<,>).Assembly;
    private static readonly Assembly Infrastructure = typeof(Registration).Assembly;

    /// <summary>Registers persistence, the outbox machinery and every shape, repository and published query.</summary>
    public static IServiceCollection AddMarketplace(this IServiceCollection services, IConfiguration settings)
    {
        AddDatabase(services, settings);
        AddShapes(services);
        AddOutbox(services);

        services.AddSingleton<IMarketTerms, MarketTermsFromSettings>();
        services.AddSingleton<MarketClock>();
        services.AddSingleton<TimeProvider>(sp => sp.GetRequiredService<MarketClock>());
        services.AddSingleton<IStartupStep, QueuesAtStart>();
        services.AddSingleton<IStartupStep, ClockAtStart>();
        foreach (var extra in Infrastructure.GetTypes().Where(t => t.IsAssignableTo(typeof(IContextRegistration)) && t is { IsInterface: false }))
            ((IContextRegistration)Activator.CreateInstance(extra)!).Register(services, settings);
        return services;
    }

    /// <summary>Begins to build the model of the database, which takes a while, beside what else a start does; whoever needs it first waits.</summary>
    public static void PrepareModel(this IServiceProvider services) => _ = Task.Run(() =>
    {
        using var scope = services.CreateScope();
        return scope.ServiceProvider.GetRequiredService<MarketplaceDb>().Model;
    });

    /// <summary>Starts consumers, relay and timers; only hosts with the worker role do.</summary>
    public static IServiceCollection AddMarketplaceWorkers(this IServiceCollection services) => services
        .AddHostedService<MessageHost>().AddHostedService<Relay>().AddHostedService<TimerPump>().AddHostedService<Housekeeping>();

    private static void AddDatabase(IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton(_ => DatabaseSettings.Build(settings));
        services.AddDbContextPool<MarketplaceDb>((sp, options) => DatabaseSettings.Configure(options, sp.GetRequiredService<NpgsqlDataSource>()), 256);
        services.AddSingleton<SchemaMigrator>();
        services.AddSingleton<Readiness>();
    }

    private static void AddShapes(IServiceCollection services)
    {
        Type[] shapes = [typeof(IUseCase<,>), typeof(IQuery<,>), typeof(IReaction<>), typeof(IErrand<>), typeof(IAnnouncements), typeof(IValidator<>)];
        services.Scan(scan => scan.FromAssemblies(Application, Infrastructure)
            .AddClasses(c => c.Where(t => !t.IsGenericType && !IsDecorator(t) && shapes.Any(s => Implements(t, s))), publicOnly: false)
            .As(t => t.GetInterfaces().Where(i => shapes.Contains(i.IsGenericType ? i.GetGenericTypeDefinition() : i)))
            .WithScopedLifetime());
        services.Scan(scan => scan.FromAssemblies(Infrastructure)
            .AddClasses(c => c.Where(t => !t.IsGenericType && Promises(t).Any() && !services.Any(s => s.ServiceType == Promises(t).First())), publicOnly: false)
            .As(Promises).WithScopedLifetime());

        services.Decorate(typeof(IUseCase<,>), typeof(Transactional<,>));
        services.Decorate(typeof(IUseCase<,>), typeof(Once<,>));
        services.Decorate(typeof(IUseCase<,>), typeof(Validated<,>));
        if (services.Any(s => s.ServiceType.IsGenericType && s.ServiceType.GetGenericTypeDefinition() == typeof(IReaction<>)))
        {
            services.Decorate(typeof(IReaction<>), typeof(TransactionalReaction<>));
            services.Decorate(typeof(IReaction<>), typeof(OnceReaction<>));
        }
    }

    private static void AddOutbox(IServiceCollection services)
    {
        services.AddSingleton(new MessageCatalog(typeof(IMessage).Assembly, Application));
        services.AddSingleton(new Handlers(Application.GetTypes()));
        services.AddSingleton<RelaySignal>();
        services.AddSingleton<Mail>();
        services.AddSingleton<IChangeBell, ChangeBell>();
        services.AddScoped<Invocation>();
        services.AddScoped<AnnouncementsByContext>();
        services.AddScoped<UnitOfWork>();
        services.AddScoped<NextSteps>();
        services.AddScoped<IUnitOfWork>(sp => sp.GetRequiredService<UnitOfWork>());
        services.AddScoped<IOutbox>(sp => sp.GetRequiredService<UnitOfWork>());
        services.AddScoped<IOnce, OnceStore>();
        services.AddScoped<SagaHost>();
    }

    private static bool IsDecorator(Type type) => type.Namespace == "Marketplace.Application";

    private static bool Implements(Type type, Type shape) =>
        type.GetInterfaces().Any(i => (i.IsGenericType ? i.GetGenericTypeDefinition() : i) == shape);

    // Repositories are declared in Domain, published queries in Ports; both are implemented once, here.
    private static IEnumerable<Type> Promises(Type type) => type is { IsClass: true, IsAbstract: false }
        ? type.GetInterfaces().Where(i => !i.IsGenericType && i != typeof(IMarketTerms)
            && (i.Assembly == typeof(IMessage).Assembly || i.Assembly.GetName().Name == "Marketplace.Domain")
            && !i.IsAssignableTo(typeof(IExternalPort)) && !i.IsAssignableTo(typeof(IMessage)) && i != typeof(IExternalPort))
        : [];
}

/// <summary>A context's unusual registrations (caches, hosted services, settings).</summary>
public interface IContextRegistration
{
    /// <summary>Adds them after everything found by scanning.</summary>
    void Register(IServiceCollection services, IConfiguration settings);
}
