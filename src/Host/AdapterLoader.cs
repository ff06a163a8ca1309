using System.Reflection;
using System.Runtime.Loader;
using Marketplace.Adapters.Sdk;
using Marketplace.Ports;
using Marketplace.Ports.Transport;

namespace Marketplace.Host;

/// <summary>Finds adapter packages beside the host and in <c>adapters/</c> and registers the enabled ones.</summary>
public static class AdapterLoader
{
    /// <summary>Registers every adapter whose section says <c>Enabled: true</c>; unknown or doubly claimed codes stop the start-up.</summary>
    public static void Load(IServiceCollection services, IConfiguration settings)
    {
        var adapters = Discover().ToList();
        RefuseDoubles(adapters);
        RefuseUnknown(adapters, settings);

        foreach (var adapter in adapters)
        {
            var section = settings.GetSection($"Adapters:{adapter.Port}:{adapter.Code}");
            if (section.GetValue("Enabled", false)) adapter.Register(new AdapterServices(services, section, adapter.Code));
        }

        services.AddSingleton(typeof(IProviders<>), typeof(Providers<>));
        services.AddSingleton(sp =>
        {
            var transports = sp.GetRequiredService<IProviders<ITransport>>();
            return transports.Codes is [var only]
                ? transports.Find(only)!
                : throw new InvalidOperationException($"Enable exactly one transport under Adapters:Transport; enabled: {string.Join(", ", transports.Codes)}.");
        });
    }

    /// <summary>All adapters found, enabled or not.</summary>
    public static IEnumerable<IAdapter> Discover() =>
        Assemblies().SelectMany(a => a.GetExportedTypes()).Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IAdapter)))
            .OrderBy(t => t.FullName, StringComparer.Ordinal).Select(t => (IAdapter)Activator.CreateInstance(t)!);

    private static IEnumerable<Assembly> Assemblies()
    {
        var beside = Directory.EnumerateFiles(AppContext.BaseDirectory, "*.Adapters.*.dll");
        var plugins = Path.Combine(AppContext.BaseDirectory, "adapters");
        var added = Directory.Exists(plugins) ? Directory.EnumerateFiles(plugins, "*.dll") : [];
        foreach (var file in beside.Concat(added))
        {
            var assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(file);
            if (assembly.GetReferencedAssemblies().Any(r => r.Name == typeof(IAdapter).Assembly.GetName().Name)) yield return assembly;
        }
    }

    private static void RefuseDoubles(List<IAdapter> adapters)
    {
        var twice = adapters.GroupBy(a => (a.Port, a.Code)).FirstOrDefault(g => g.Count() > 1);
        if (twice is null) return;
        var packages = string.Join(" and ", twice.Select(a => a.GetType().Assembly.GetName().Name));
        throw new InvalidOperationException($"Two adapters claim '{twice.Key.Code}' for {twice.Key.Port}: {packages}. Remove one.");
    }

    private static void RefuseUnknown(List<IAdapter> adapters, IConfiguration settings)
    {
        foreach (var port in settings.GetSection("Adapters").GetChildren())
        {
            foreach (var code in port.GetChildren().Where(c => c.GetValue("Enabled", false)))
            {
                if (adapters.Any(a => a.Port.Equals(port.Key, StringComparison.OrdinalIgnoreCase) && a.Code.Equals(code.Key, StringComparison.OrdinalIgnoreCase)))
                    continue;
                var known = string.Join(", ", adapters.Where(a => a.Port.Equals(port.Key, StringComparison.OrdinalIgnoreCase))
                    .Select(a => $"{a.Code} ({a.GetType().Assembly.GetName().Name})"));
                throw new InvalidOperationException($"Settings name adapter '{code.Key}' for {port.Key}, but no package provides it. Known: {known}.");
            }
        }
    }
}
