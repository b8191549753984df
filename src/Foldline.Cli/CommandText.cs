using System.CommandLine;

namespace Foldline.Cli;

/// <summary>A command line as it would be typed again.</summary>
internal static class CommandText
{
    /// <summary>The words with quotes where a shell needs them.</summary>
    /// <param name="arguments">The parsed command line.</param>
    public static string Of(ParseResult arguments) => $"./foldline {string.Join(' ', arguments.Tokens.Select(token => Quote(token.Value)))}";

    private static string Quote(string word) => word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./=,:+~@%".Contains(c))
        ? word
        : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
