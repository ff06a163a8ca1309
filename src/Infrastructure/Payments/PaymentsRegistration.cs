using Marketplace.Application.Payments;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Payments;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Infrastructure.Payments;

/// <summary>One object per process for what is shared by all requests: the fee schedule, payment settings and the bell.</summary>
public sealed class PaymentsRegistration : IContextRegistration
{
    /// <inheritdoc/>
    public void Register(IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton<IFeeTerms, FeeTermsFromRules>();
        services.AddSingleton<IPaymentTerms, PaymentTermsFromSettings>();
        services.AddSingleton<IPaymentBell, PaymentBell>();
        services.AddScoped<DisputeBooks>();
    }
}

/// <summary>Payment methods and limits from the <c>Payments</c> section.</summary>
/// <remarks>
/// <c>Payments:Methods:N:{Provider,Method,Title,TwoStage}</c>; without it every enabled provider offers <c>card</c> and
/// <c>redirect</c>, in two stages where <c>Payments:TwoStage:{provider}</c> says so.
/// </remarks>
internal sealed class PaymentTermsFromSettings(IConfiguration settings, IProviders<IPaymentGateway> gateways) : IPaymentTerms
{
    /// <inheritdoc/>
    public IReadOnlyList<PaymentMethod> Methods { get; } = Read(settings.GetSection("Payments"), gateways.Codes);

    /// <inheritdoc/>
    public RefundLimits Limits { get; } = new(
        settings.GetValue("Payments:SupportRefundLimit", 1_000_000L), settings.GetValue("Payments:OnePersonRefundLimit", 10_000_000L));

    /// <inheritdoc/>
    public Uri? ReturnTo(OrderId order) =>
        settings["Payments:ReturnUrl"] is { Length: > 0 } pages ? new Uri($"{pages.TrimEnd('/')}/{order}") : null;

    private static IReadOnlyList<PaymentMethod> Read(IConfigurationSection section, IReadOnlyList<string> providers)
    {
        var listed = section.GetSection("Methods").GetChildren()
            .Select(m => new PaymentMethod(m["Provider"] ?? "", m["Method"] ?? "", m["Title"] ?? m["Method"] ?? "", m.GetValue("TwoStage", false)))
            .Where(m => providers.Contains(m.Provider)).ToList();
        if (listed.Count > 0) return listed;

        return
        [
            .. from provider in providers
               from method in new[] { ("card", "Bank card"), ("redirect", "Payment page") }
               select new PaymentMethod(provider, method.Item1, method.Item2, section.GetValue($"TwoStage:{provider}", false)),
        ];
    }
}

/// <summary>An order's payment is waited for under the order's id.</summary>
internal sealed class PaymentBell(IChangeBell bell) : IPaymentBell
{
    /// <inheritdoc/>
    public void Ring(OrderId order) => bell.Ring(order.Value);

    /// <inheritdoc/>
    public Task Listen(OrderId order, TimeSpan atMost, CancellationToken ct) => bell.Listen(order.Value, atMost, ct);
}
