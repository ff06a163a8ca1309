namespace Marketplace.Kernel;

/// <summary>
/// Marks what says something about a person: exports hand it over, erasure removes it, and logs never show it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalAttribute : Attribute;
