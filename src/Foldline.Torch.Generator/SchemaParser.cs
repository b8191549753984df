using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace Foldline.Torch.Generator;

/// <summary>Parses schema lines in the form that libtorch prints.</summary>
internal static class SchemaParser
{
    private static readonly Regex Line = new Regex(@"^aten::(?<name>\w+)(\.(?<overload>\w+))?\((?<arguments>.*)\) -> (?<returns>.+)$");

    // Element type, alias annotation, optional mark of the element, list mark, alias of the list, optional mark, name, default.
    private static readonly Regex Item = new Regex(
        @"^(?<type>\w+)(?<alias>\([^)]*\))?(?<optional>\?)?(?<list>\[\d*\])?(\([^)]*\))?(?<listOptional>\?)?( (?<name>\w+)(=(?<default>.+))?)?$");

    public static Schema Parse(string line)
    {
        var match = Line.Match(line);
        if (!match.Success)
            throw new FormatException("expected 'aten::name.overload(arguments) -> returns'");
        var returns = match.Groups["returns"].Value;
        if (returns.StartsWith("(", StringComparison.Ordinal))
            returns = returns.Substring(1, returns.Length - 2);
        return new Schema(
            line,
            match.Groups["name"].Value,
            match.Groups["overload"].Value,
            ParseItems(match.Groups["arguments"].Value),
            ParseItems(returns));
    }

    private static List<Argument> ParseItems(string text)
    {
        var items = new List<Argument>();
        foreach (var part in SplitAtTopLevel(text))
        {
            if (part == "*")
                continue;
            var match = Item.Match(part);
            if (!match.Success)
                throw new FormatException("cannot read '" + part + "'");
            var isList = match.Groups["list"].Success;
            var mark = match.Groups["optional"].Success;
            items.Add(new Argument(
                match.Groups["type"].Value,
                isList,
                isOptional: isList ? match.Groups["listOptional"].Success : mark,
                isOptionalElement: isList && mark,
                isWritten: match.Groups["alias"].Value.Contains("!"),
                match.Groups["name"].Value,
                match.Groups["default"].Success ? match.Groups["default"].Value : null));
        }

        return items;
    }

    // Commas inside default values such as [0, 1] do not separate.
    private static IEnumerable<string> SplitAtTopLevel(string text)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '[' || text[i] == '(')
                depth++;
            else if (text[i] == ']' || text[i] == ')')
                depth--;
            if (text[i] != ',' || depth != 0)
                continue;
            yield return text.Substring(start, i - start).Trim();
            start = i + 1;
        }

        var last = text.Substring(start).Trim();
        if (last.Length > 0)
            yield return last;
    }
}
