using FluentValidation;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;

namespace Marketplace.Application.Identity;

/// <summary>An administrator publishes the next version of a text, in all its languages at once.</summary>
public sealed record PublishConsentText(string Purpose, IReadOnlyList<ConsentTextDraft> Texts);

/// <summary>A text in one language.</summary>
public sealed record ConsentTextDraft(string Language, string Title, string Body);

public sealed class PublishConsentTextValidator : AbstractValidator<PublishConsentText>
{
    public PublishConsentTextValidator()
    {
        RuleFor(r => r.Purpose).Must(p => ConsentPurposes.All.Contains(p)).WithErrorCode("unknown-purpose")
            .WithMessage($"Choose one of {string.Join(", ", ConsentPurposes.All)}.");
        RuleFor(r => r.Texts).Must(t => t is { Count: >= 1 and <= 10 } && t.All(x => x is not null)).WithErrorCode("count").WithMessage("Give one to ten texts.")
            .Must(t => t is null || t.Select(x => x?.Language).Distinct().Count() == t.Count).WithErrorCode("twice")
            .WithMessage("Give each language once.");
        RuleForEach(r => r.Texts).ChildRules(text =>
        {
            text.RuleFor(t => t.Language).NotNull().WithErrorCode("required").Locale();
            text.RuleFor(t => t.Title).Line(1, 200);
            text.RuleFor(t => t.Body).NotEmpty().WithErrorCode("required").MaximumLength(100_000).WithErrorCode("length");
        });
    }
}

public sealed class PublishConsentTextHandler(IConsentTexts texts, TimeProvider clock) : IUseCase<PublishConsentText, int>
{
    public async Task<Result<int>> Handle(PublishConsentText request, CancellationToken ct)
    {
        var at = clock.GetUtcNow();
        var number = (await texts.Newest(request.Purpose, ct))?.Number + 1 ?? 1;
        texts.Add(ConsentText.Publish(
            ConsentTextId.New(at), request.Purpose, number, request.Texts.Select(t => (t.Language, t.Title.Trim(), t.Body)), at));
        return number;
    }
}
