using Marketplace.Kernel;

namespace Marketplace.Domain.Payments;

/// <summary>A payment exists and its provider is to be asked.</summary>
public sealed record PaymentStarted(PaymentId Payment, OrderId Order) : IDomainEvent;

/// <summary>The provider promised the money.</summary>
public sealed record PaymentPromised(PaymentId Payment, OrderId Order, Money Amount, string Provider, string Method, DateTimeOffset Until) : IDomainEvent;

/// <summary>An authorised payment is to be captured in part or in full, or let go with zero.</summary>
public sealed record CaptureAsked(PaymentId Payment, OrderId Order, Money Amount) : IDomainEvent;

/// <summary>The money arrived.</summary>
public sealed record MoneyCaptured(PaymentId Payment, OrderId Order, Money Amount, string Provider, string Method) : IDomainEvent;

/// <summary>The provider refused; <paramref name="Retryable"/> while the buyer may try another way.</summary>
public sealed record PaymentDeclined(PaymentId Payment, OrderId Order, UserId Buyer, string Number, string Code, bool Retryable) : IDomainEvent;

/// <summary>The payment is over without money.</summary>
public sealed record PaymentEnded(PaymentId Payment, OrderId Order, PaymentStatus Status) : IDomainEvent;

/// <summary>A bank dispute began.</summary>
public sealed record DisputeOpened(PaymentId Payment, OrderId Order, Money Amount) : IDomainEvent;

/// <summary>A bank dispute ended.</summary>
public sealed record DisputeDecided(PaymentId Payment, OrderId Order, Money Amount, bool Won) : IDomainEvent;
