using Marketplace.Kernel;

namespace Marketplace.Application.Identity;

/// <summary>The texts in force, in a language or the first one there is.</summary>
public sealed record ListConsentTexts(string Language);

/// <summary>A text people consent to.</summary>
/// <param name="Required">Whether an account cannot be without it.</param>
public sealed record ConsentTextView(
    string Purpose, int Version, string Language, string Title, string Body, bool Required, DateTimeOffset PublishedAt);

/// <summary>What a person consented to.</summary>
public sealed record ListConsents(UserId User);

/// <summary>Where a person stands with a purpose.</summary>
/// <param name="Given">Whether consent to the newest text is given.</param>
/// <param name="Version">The newest version.</param>
/// <param name="GivenVersion">The version last agreed to; null when none was, or it was taken back.</param>
/// <param name="Due">Whether the person has to be asked: needed, and not given to the newest text.</param>
public sealed record ConsentView(string Purpose, bool Given, int Version, int? GivenVersion, DateTimeOffset? At, bool Required, bool Due);
