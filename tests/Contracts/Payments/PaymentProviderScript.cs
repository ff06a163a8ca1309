using Marketplace.Kernel;
using Marketplace.Ports.Payments;

namespace Marketplace.Contracts.Kit.Payments;

/// <summary>How a charge shall go at the provider.</summary>
public enum ChargeScene
{
    /// <summary>The money is taken (or held, when two-stage).</summary>
    Accepted,

    /// <summary>Refused: there is not enough money.</summary>
    Insufficient,

    /// <summary>The buyer must confirm first.</summary>
    NeedsBuyer,
}

/// <summary>Who signs a webhook.</summary>
public enum Signer
{
    /// <summary>The provider.</summary>
    Provider,

    /// <summary>Somebody with another secret.</summary>
    Stranger,
}

/// <summary>What the contract needs to know of one provider: how to make it do things and what it has done.</summary>
public abstract class PaymentProviderScript : IAsyncDisposable
{
    /// <summary>The gateway under test, pointed at <see cref="Server"/>, giving up after at most one second.</summary>
    public abstract IPaymentGateway Gateway { get; }

    /// <summary>The provider's wire; the contract makes it fail.</summary>
    public abstract ScriptedProvider Server { get; }

    /// <summary>Captures the provider has booked.</summary>
    public abstract int Captures { get; }

    /// <summary>Refunds the provider has booked.</summary>
    public abstract int Refunds { get; }

    /// <summary>Prepares the next charge to go like this and names the token to charge it with.</summary>
    public abstract string? Prepare(ChargeScene scene);

    /// <summary>A webhook that tells of a captured charge.</summary>
    public abstract IncomingWebhook CaptureNews(string eventId, PaymentId payment, Money amount, DateTimeOffset signedAt, Signer signer);

    /// <summary>A genuine webhook of a type no adapter knows.</summary>
    public abstract IncomingWebhook StrangeNews(string eventId, DateTimeOffset signedAt);

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
