using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Foldline.Pipelines.Yaml;

/// <summary>
/// Reads one YAML document into nodes. Meant for files that people write: anchors, aliases and tags are refused, size and depth
/// are limited, so that no document can make the reader slow, recurse deeply or build anything but plain values.
/// </summary>
public static class NodeReader
{
    /// <summary>Longest text that is read, in characters.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>Deepest nesting of lists and maps.</summary>
    public const int MaxDepth = 32;

    /// <summary>Reads a text that holds one document.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="source">File name for messages.</param>
    /// <returns>The document's value; an empty document is an empty map.</returns>
    /// <exception cref="FoldlineException">FL6002: not valid YAML. FL6003: beyond the limits, or an anchor, alias or tag. FL6007: a key occurs twice.</exception>
    public static Node Read(string text, string source) =>
        ReadAny(text, source) is var node and not ScalarNode { IsNull: true } ? node : new MapNode([], new SourceMark(source, 1, 1));

    /// <summary>Reads the value of an override, such as <c>0.3</c>, <c>[224, 224]</c> or <c>{adam: {lr: 1e-3}}</c>.</summary>
    /// <param name="text">YAML of one value; nothing means null.</param>
    /// <param name="mark">Mark for all values.</param>
    /// <exception cref="FoldlineException">As <see cref="Read"/>.</exception>
    public static Node ReadValue(string text, SourceMark mark) => WithMark(ReadAny(text, mark.Source), mark);

    private static Node ReadAny(string text, string source)
    {
        if (text.Length > MaxLength)
            throw Refused(new SourceMark(source, 1, 1), $"the text has {text.Length} characters", $"at most {MaxLength}");
        try
        {
            return ReadDocument(new Parser(new StringReader(text)), source);
        }
        catch (YamlException e)
        {
            throw Invalid(new SourceMark(source, (int)e.Start.Line, (int)e.Start.Column), e);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            // The scanner lets a few of its own exceptions through on malformed input.
            throw Invalid(new SourceMark(source, 1, 1), e);
        }
    }

    private static Node WithMark(Node node, SourceMark mark) => node switch
    {
        ScalarNode scalar => scalar with { Mark = mark },
        ListNode list => new ListNode([.. list.Items.Select(item => WithMark(item, mark))], mark),
        MapNode map => new MapNode([.. map.Entries.Select(entry => new MapEntry(entry.Key, WithMark(entry.Value, mark), mark))], mark),
        _ => node,
    };

    private static Node ReadDocument(Parser parser, string source)
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
            return new ScalarNode(null, new SourceMark(source, 1, 1));
        parser.Consume<DocumentStart>();
        var node = ReadNode(parser, source, 0);
        parser.Consume<DocumentEnd>();
        if (parser.TryConsume<DocumentStart>(out var second))
            throw Refused(MarkOf(second, source), "a second document starts", "one document");
        return node;
    }

    private static Node ReadNode(Parser parser, string source, int depth)
    {
        var mark = MarkOf(parser.Current ?? throw new InvalidOperationException("The document ends early."), source);
        if (depth > MaxDepth)
            throw Refused(mark, $"lists and maps are nested {depth} deep", $"at most {MaxDepth}");
        if (parser.Current is AnchorAlias)
            throw Refused(mark, "an alias (*) was found", "the value itself; 'extends' shares values between recipes");
        if (parser.Current is NodeEvent { Anchor.IsEmpty: false })
            throw Refused(mark, "an anchor (&) was found", "the value without it; 'extends' shares values between recipes");
        if (parser.Current is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } tag })
            throw Refused(mark, $"the tag '{tag}' was found", "plain values without tags");

        if (parser.TryConsume<Scalar>(out var scalar))
            return new ScalarNode(scalar.Style == ScalarStyle.Plain ? ScalarText.Resolve(scalar.Value) : scalar.Value, mark);
        if (parser.TryConsume<SequenceStart>(out _))
            return ReadList(parser, mark, depth);
        parser.Consume<MappingStart>();
        return ReadMap(parser, mark, depth);
    }

    private static ListNode ReadList(Parser parser, SourceMark mark, int depth)
    {
        var items = ImmutableArray.CreateBuilder<Node>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            items.Add(ReadNode(parser, mark.Source, depth + 1));
        return new ListNode(items.ToImmutable(), mark);
    }

    private static MapNode ReadMap(Parser parser, SourceMark mark, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<MapEntry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var keyNode = ReadNode(parser, mark.Source, depth + 1);
            if (keyNode is not ScalarNode key)
                throw Refused(keyNode.Mark, $"{keyNode.Description} was found as a key", "a word");
            if (!keys.Add(key.Text))
                throw Duplicate(key);
            entries.Add(new MapEntry(key.Text, ReadNode(parser, mark.Source, depth + 1), key.Mark));
        }

        return new MapNode(entries.ToImmutable(), mark);
    }

    private static SourceMark MarkOf(ParsingEvent item, string source) => new(source, (int)item.Start.Line, (int)item.Start.Column);

    private static FoldlineException Invalid(SourceMark mark, Exception e) => FoldlineException.User(
        "FL6002",
        $"{mark}: This is not valid YAML: {e.Message.TrimEnd('.')}. Mend the text there; a value with ':', '#', '*' or '{{' in it wants quotes.",
        e,
        ("file", mark.Source),
        ("line", $"{mark.Line}"),
        ("column", $"{mark.Column}"));

    private static FoldlineException Refused(SourceMark mark, string found, string expected) => FoldlineException.User(
        "FL6003",
        $"{mark}: This YAML is not accepted: {found}; expected is {expected}.",
        null,
        ("file", mark.Source),
        ("line", $"{mark.Line}"),
        ("column", $"{mark.Column}"),
        ("found", found),
        ("expected", expected));

    private static FoldlineException Duplicate(ScalarNode key) => FoldlineException.User(
        "FL6007",
        $"{key.Mark}: The key '{key.Text}' occurs twice in the same map. Remove one of them.",
        null,
        ("file", key.Mark.Source),
        ("line", $"{key.Mark.Line}"),
        ("column", $"{key.Mark.Column}"),
        ("key", key.Text));
}
