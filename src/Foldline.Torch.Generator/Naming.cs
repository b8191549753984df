using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Foldline.Torch.Generator;

/// <summary>C# names for operators and arguments.</summary>
internal static class Naming
{
    /// <summary><c>_foreach_add_</c> becomes <c>ForeachAddInPlace</c>.</summary>
    public static string Method(string name)
    {
        var inPlace = name.EndsWith("_", System.StringComparison.Ordinal);
        return Pascal(name) + (inPlace ? "InPlace" : "");
    }

    /// <summary><c>running_mean</c> becomes <c>runningMean</c>.</summary>
    public static string Parameter(string name)
    {
        var pascal = Pascal(name);
        var camel = char.ToLowerInvariant(pascal[0]) + pascal.Substring(1);
        return SyntaxFacts.GetKeywordKind(camel) == SyntaxKind.None ? camel : "@" + camel;
    }

    public static string Pascal(string name)
    {
        var text = new StringBuilder();
        foreach (var word in name.Split('_').Where(word => word.Length > 0))
            text.Append(char.ToUpperInvariant(word[0])).Append(word.Substring(1));
        return text.ToString();
    }
}
