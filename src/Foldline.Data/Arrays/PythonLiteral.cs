using System.Collections.Immutable;
using System.Globalization;

namespace Foldline.Data.Arrays;

/// <summary>
/// Reads the Python literal in the header of an <c>.npy</c> file: dictionaries, tuples, lists, texts, whole numbers, True, False
/// and None. Values come out as dictionaries, arrays, <see cref="string"/>, <see cref="long"/>, <see cref="bool"/> and null.
/// </summary>
internal ref struct PythonLiteral
{
    private const int MaxDepth = 20;
    private readonly ReadOnlySpan<char> text;
    private int at;
    private int depth;

    private PythonLiteral(ReadOnlySpan<char> text) => this.text = text;

    /// <summary>Reads one literal with nothing but blanks around it.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static object? Parse(ReadOnlySpan<char> text)
    {
        var reader = new PythonLiteral(text);
        var value = reader.Value();
        reader.SkipBlanks();
        return reader.at == text.Length ? value : throw reader.Unexpected();
    }

    private object? Value()
    {
        SkipBlanks();
        if (at == text.Length || ++depth > MaxDepth)
            throw Unexpected();
        object? value = text[at] switch
        {
            '{' => Dictionary(),
            '(' => Sequence(')'),
            '[' => Sequence(']'),
            '\'' or '"' => Text(),
            '-' or (>= '0' and <= '9') => Number(),
            _ => Word(),
        };
        depth--;
        return value;
    }

    private Dictionary<string, object?> Dictionary()
    {
        var entries = new Dictionary<string, object?>(StringComparer.Ordinal);
        at++;
        while (!Skip('}'))
        {
            if (Value() is not string key || !Skip(':') || !entries.TryAdd(key, Value()))
                throw Unexpected();
            if (!Skip(',') && !IsNext('}'))
                throw Unexpected();
        }

        return entries;
    }

    private ImmutableArray<object?> Sequence(char end)
    {
        var items = ImmutableArray.CreateBuilder<object?>();
        at++;
        while (!Skip(end))
        {
            items.Add(Value());
            if (!Skip(',') && !IsNext(end))
                throw Unexpected();
        }

        return items.ToImmutable();
    }

    private string Text()
    {
        var quote = text[at++];
        var length = text[at..].IndexOf(quote);
        if (length < 0 || text.Slice(at, length).Contains('\\'))
            throw Unexpected();
        var value = text.Slice(at, length).ToString();
        at += length + 1;
        return value;
    }

    private long Number()
    {
        var start = at++;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        if (!long.TryParse(text[start..at], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            throw Unexpected();

        // Python 2 wrote long numbers with this letter.
        if (at < text.Length && text[at] == 'L')
            at++;
        return number;
    }

    private object? Word()
    {
        foreach (var (word, value) in (ReadOnlySpan<(string, object?)>)[("True", true), ("False", false), ("None", null)])
        {
            if (!text[at..].StartsWith(word, StringComparison.Ordinal))
                continue;
            at += word.Length;
            return value;
        }

        throw Unexpected();
    }

    private bool Skip(char wanted)
    {
        if (!IsNext(wanted))
            return false;
        at++;
        return true;
    }

    private bool IsNext(char wanted)
    {
        SkipBlanks();
        return at < text.Length && text[at] == wanted;
    }

    private void SkipBlanks()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
    }

    private readonly FormatException Unexpected() => new(at < text.Length ? $"unexpected '{text[at]}' at character {at}" : "it ends too early");
}
