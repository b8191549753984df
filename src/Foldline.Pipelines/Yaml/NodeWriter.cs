using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Foldline.Pipelines.Yaml;

/// <summary>Writes nodes as YAML that <see cref="NodeReader"/> reads back as equal nodes.</summary>
public static class NodeWriter
{
    /// <summary>Writes one document.</summary>
    /// <param name="node">Any value.</param>
    /// <returns>YAML text that ends with a line break.</returns>
    public static string Write(Node node)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, node, depth: 0);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        var written = text.ToString();
        return written.EndsWith('\n') ? written : written + "\n";
    }

    private static void Emit(Emitter emitter, Node node, int depth)
    {
        switch (node)
        {
            case ScalarNode scalar:
                EmitScalar(emitter, scalar);
                break;
            case ListNode list:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, true, IsShort(list) ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in list.Items)
                    Emit(emitter, item, depth + 1);
                emitter.Emit(new SequenceEnd());
                break;
            case MapNode map:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, true, depth > 0 && IsShort(map) ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var entry in map.Entries)
                {
                    EmitScalar(emitter, new ScalarNode(entry.Key));
                    Emit(emitter, entry.Value, depth + 1);
                }

                emitter.Emit(new MappingEnd());
                break;
        }
    }

    private static void EmitScalar(Emitter emitter, ScalarNode scalar)
    {
        var style = scalar.Value is string text ? StyleOf(text) : ScalarStyle.Plain;
        emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, scalar.Text, style, isPlainImplicit: true, isQuotedImplicit: true));
    }

    private static ScalarStyle StyleOf(string text)
    {
        if (IsLiteral(text))
            return ScalarStyle.Literal;
        var plain = text.Length is > 0 and < 60
            && char.IsAsciiLetter(text[0])
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/')
            && ScalarText.Resolve(text) is string;
        return plain ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted;
    }

    /// <summary>Texts of several lines (SQL) stay readable as a block, unless a block could not keep them exactly.</summary>
    private static bool IsLiteral(string text)
    {
        if (!text.Contains('\n') || !text.All(c => c is '\n' or (>= ' ' and <= '~')) || text.EndsWith("\n\n", StringComparison.Ordinal))
            return false;
        var lines = text.Split('\n');
        return lines[0].Length > 0 && lines[0][0] != ' ' && lines.All(line => !line.EndsWith(' '));
    }

    private static bool IsShort(Node node) => node switch
    {
        ScalarNode { Value: string text } => text.Length <= 40 && !text.Contains('\n'),
        ScalarNode => true,
        ListNode list => list.Items.Length <= 8 && list.Items.All(item => item is ScalarNode && IsShort(item)),
        MapNode map => map.Entries.Length <= 6 && map.Entries.All(entry => entry.Value is not MapNode { Entries.IsEmpty: false } && IsShort(entry.Value)),
        _ => false,
    };
}
