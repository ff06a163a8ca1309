using Marketplace.Kernel;

namespace Marketplace.Domain.Orders;

/// <summary>A buyer asked to send goods back.</summary>
public sealed record ReturnAsked(Return Return, DateTimeOffset DecideBy) : IDomainEvent;

/// <summary>The goods may be sent.</summary>
public sealed record ReturnAllowed(Return Return, DateTimeOffset SendBy) : IDomainEvent;

/// <summary>The goods were sent.</summary>
public sealed record ReturnDispatched(Return Return, DateTimeOffset ArriveBy) : IDomainEvent;

/// <summary>The goods arrived.</summary>
public sealed record ReturnArrived(Return Return, DateTimeOffset InspectBy) : IDomainEvent;

/// <summary>The buyer's money became due.</summary>
public sealed record ReturnAccepted(Return Return) : IDomainEvent;

/// <summary>The return ended in this state.</summary>
public sealed record ReturnEnded(Return Return, ReturnState State) : IDomainEvent;
