using System.Text.RegularExpressions;

namespace Foldline.Tests.Architecture;

/// <summary>Every error code of the sources has its row in docs/errors.md, and every row its error.</summary>
public sealed partial class ErrorCodeTests
{
    [Fact]
    public void Codes_OfTheSources_AreThoseOfThePage()
    {
        var used = Repository.Files("src", ".cs").Concat(Repository.Files("native", ".cpp", ".h"))
            .SelectMany(file => QuotedCode().Matches(File.ReadAllText(file)).Select(match => (Code: match.Groups[1].Value, File: Repository.Relative(file))))
            .ToLookup(use => use.Code, use => use.File);
        var documented = DocumentedCodes();

        Assert.Empty(used.Where(use => !documented.Contains(use.Key)).Select(use => $"{use.Key} of {use.First()} is not in docs/errors.md"));
        Assert.Empty(documented.Where(code => !used.Contains(code)).Select(code => $"{code} of docs/errors.md is used nowhere"));
    }

    [Fact]
    public void Codes_OfThePage_AreSortedAndUnique()
    {
        var documented = DocumentedCodes();

        Assert.Equal(documented.Distinct().Order(StringComparer.Ordinal), documented);
    }

    private static List<string> DocumentedCodes() =>
        [.. Row().Matches(File.ReadAllText(Repository.At("docs", "errors.md"))).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("\"(FL[0-9]{4})\"")]
    private static partial Regex QuotedCode();

    [GeneratedRegex(@"^\| (FL[0-9]{4}) \|.+\|.+\|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
