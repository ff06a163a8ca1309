using FluentValidation;
using Marketplace.Domain.Shipping;
using Marketplace.Kernel;

namespace Marketplace.Application.Shipping;

/// <summary>Shape of an address on a parcel.</summary>
public sealed class AddressValidator : AbstractValidator<Address>
{
    /// <summary>Every part within its length.</summary>
    public AddressValidator()
    {
        RuleFor(a => a.Country).Matches("^[A-Z]{2}$");
        RuleFor(a => a.Region).NotNull().MaximumLength(100);
        RuleFor(a => a.City).NotNull().MaximumLength(100);
        RuleFor(a => a.Street).NotNull().MaximumLength(200);
        RuleFor(a => a.PostalCode).NotNull().MaximumLength(20);
        RuleFor(a => a.RecipientName).NotNull().MaximumLength(200);
        RuleFor(a => a.Phone).NotNull().MaximumLength(20);
        RuleFor(a => a.Note).MaximumLength(500);
    }
}

/// <summary>Shape of a seller's delivery terms; what the tables say is judged by the profile itself.</summary>
public sealed class DeliveryTermsValidator : AbstractValidator<DeliveryTerms>
{
    private const int MaxGrams = 10_000_000;

    /// <summary>Every list and number within its limits.</summary>
    public DeliveryTermsValidator()
    {
        RuleFor(t => t.Name).NotEmpty().MaximumLength(100);
        RuleFor(t => t.Origin!).SetValidator(new AddressValidator()).When(t => t.Origin is not null);
        RuleFor(t => t.Zones).NotEmpty().Must(zones => zones.Count <= 50).WithErrorCode("TooMany")
            .WithMessage("At most 50 zones.");
        RuleForEach(t => t.Zones).NotNull().ChildRules(zone =>
        {
            zone.RuleFor(z => z.Name).NotEmpty().MaximumLength(100);
            zone.RuleFor(z => z.Areas).NotEmpty().Must(areas => areas.Count <= 500).WithErrorCode("TooMany")
                .WithMessage("At most 500 areas.");
            zone.RuleForEach(z => z.Areas).NotNull().ChildRules(Area);
            zone.RuleFor(z => z.Tariffs).NotEmpty().Must(t => t.Count <= 20).WithErrorCode("TooMany")
                .WithMessage("At most 20 tariffs.");
            zone.RuleForEach(z => z.Tariffs).NotNull().ChildRules(Tariff);
        });
    }

    private static void Area(InlineValidator<ZoneArea> area)
    {
        area.RuleFor(a => a.Country).Matches("^[A-Z]{2}$");
        area.RuleFor(a => a.Region).NotNull().MaximumLength(100);
        area.RuleFor(a => a.City).NotNull().MaximumLength(100);
    }

    private static void Tariff(InlineValidator<DeliveryTariff> tariff)
    {
        tariff.RuleFor(t => t.Carrier).Matches("^[a-z0-9-]{1,40}$");
        tariff.RuleFor(t => t.Service).Matches("^[a-z0-9-]{1,40}$");
        tariff.RuleFor(t => t.Name).NotEmpty().MaximumLength(100);
        tariff.RuleFor(t => t.Payee).IsInEnum();
        tariff.RuleFor(t => t.MinDays).InclusiveBetween(0, 365);
        tariff.RuleFor(t => t.MaxDays).InclusiveBetween(0, 365);
        tariff.RuleFor(t => t.CashOnDelivery).Equal(false).When(t => !Carriers.CanCollect(t.Carrier)).WithErrorCode("carrier-cannot-collect")
            .WithMessage("Only own delivery and the market's couriers take money at the door.");
        tariff.RuleFor(t => t.Divisor).InclusiveBetween(0, 1_000_000);
        tariff.RuleFor(t => t.Steps).NotEmpty().Must(steps => steps.Count <= 100).WithErrorCode("TooMany")
            .WithMessage("At most 100 steps.");
        tariff.RuleForEach(t => t.Steps).NotNull()
            .ChildRules(step => step.RuleFor(s => s.UpToGrams).InclusiveBetween(1, MaxGrams));
    }
}
