using System.Text.RegularExpressions;

namespace Foldline.Tests.Architecture;

/// <summary>Rules of the house that can be read off the text of the sources.</summary>
public sealed partial class SourceTests
{
    private const int LongestFile = 450;

    // Memory that the native side owns is touched here and nowhere else.
    private static readonly string[] BridgeFolders =
    [
        "src/Foldline.Torch/",
        "src/Foldline.Torch.Generator/",
        "src/Foldline.Imaging/",
        "src/Foldline.Data/Duck/",
        "src/Foldline.Data/Loading/",
        "src/Foldline.Core/NativeBridge.cs",
    ];

    [Fact]
    public void Files_AreNotTooLongForOneConcept()
    {
        var tooLong = Sources()
            .Select(file => (Name: Repository.Relative(file), Lines: File.ReadLines(file).Count()))
            .Where(file => file.Lines > LongestFile)
            .Select(file => $"{file.Name}: {file.Lines} lines");

        Assert.Empty(tooLong);
    }

    [Fact]
    public void UnsafeCode_IsInTheBridgesOnly()
    {
        var outside = Repository.Files("src", ".cs")
            .Where(file => !BridgeFolders.Any(bridge => Repository.Relative(file).StartsWith(bridge, StringComparison.Ordinal)))
            .Where(file => UnsafeCode().IsMatch(WithoutComments(file)))
            .Select(Repository.Relative);

        Assert.Empty(outside);
    }

    [Fact]
    public void Library_UsesNoReflection()
    {
        var found = Repository.Files("src", ".cs")
            .Where(file => !Repository.Relative(file).StartsWith("src/Foldline.Torch.Generator/", StringComparison.Ordinal))
            .Where(file => Reflection().IsMatch(WithoutComments(file)))
            .Select(Repository.Relative);

        Assert.Empty(found);
    }

    [Fact]
    public void Folders_AreNamedAfterConcepts()
    {
        var vague = Repository.Files("src", ".cs")
            .Select(Repository.Relative)
            .Where(file => VagueName().IsMatch(file));

        Assert.Empty(vague);
    }

    private static IEnumerable<string> Sources() => Repository.Files("src", ".cs")
        .Concat(Repository.Files("native", ".cpp", ".h"))
        .Concat(Repository.Files("tests", ".cs"))
        .Where(file => !file.EndsWith(".g.cs", StringComparison.Ordinal));

    private static string WithoutComments(string file) => Comment().Replace(File.ReadAllText(file), "");

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bunsafe\b(?!-)|\bLibraryImport\b|\bDllImport\b")]
    private static partial Regex UnsafeCode();

    [GeneratedRegex(@"\bActivator\.CreateInstance\b|\.GetMethods?\(|\.GetProperties\(|\.GetConstructors?\(|\bAssembly\.Load")]
    private static partial Regex Reflection();

    [GeneratedRegex(@"(Utils?|Helpers?|Manager)(/|\.cs$)|/(Interfaces|Services)/")]
    private static partial Regex VagueName();
}
