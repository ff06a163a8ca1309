namespace Marketplace.Contracts.Kit.Shipping;

public abstract class CourierContract;
