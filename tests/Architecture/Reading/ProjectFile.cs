using System.Xml.Linq;

namespace Marketplace.Tests.Architecture.Reading;

/// <summary>One project file: what it references and what it sets.</summary>
internal sealed record ProjectFile(
    string Name, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages, IReadOnlyList<string> Frameworks,
    IReadOnlyList<string> OwnVersions, XElement Xml)
{
    /// <summary>The value of a property, or empty.</summary>
    public string Property(string name) => string.Concat(Xml.Descendants(name).Select(p => p.Value));

    /// <summary>Project files below a folder.</summary>
    public static IEnumerable<ProjectFile> Below(string folder, string pattern)
    {
        if (!Directory.Exists(folder)) return [];
        return
            from file in Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            orderby file
            select Of(NameOf(file), XElement.Load(file));
    }

    private static ProjectFile Of(string name, XElement xml) => new(
        name, [.. Included(xml, "ProjectReference", IsUsed).Select(NameOf)], [.. Included(xml, "PackageReference")], [.. Included(xml, "FrameworkReference")],
        [.. xml.Descendants("PackageReference").Where(HasVersion).Select(p => (string)p.Attribute("Include")!)], xml);

    private static bool HasVersion(XElement package) =>
        package.Attributes().Any(a => a.Name.LocalName is "Version" or "VersionOverride") || package.Elements("Version").Any();

    private static IEnumerable<string> Included(XElement xml, string item, Func<XElement, bool>? chosen = null) =>
        xml.Descendants(item).Where(chosen ?? (_ => true)).Select(i => (string?)i.Attribute("Include")).OfType<string>();

    // The others only order the build.
    private static bool IsUsed(XElement reference) => (string?)reference.Attribute("ReferenceOutputAssembly") != "false";

    // A glob keeps its text: it stands for whatever is there.
    private static string NameOf(string path) => path.Contains('*', StringComparison.Ordinal) ? path : Path.GetFileName(path)
        .Replace(".xml", "", StringComparison.Ordinal).Replace(".csproj", "", StringComparison.Ordinal);
}
