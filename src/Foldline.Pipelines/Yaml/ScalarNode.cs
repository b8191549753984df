using System.Globalization;

namespace Foldline.Pipelines.Yaml;

/// <summary>A single value: nothing, a truth value, an integer, a number or a text.</summary>
/// <param name="Value">null, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/> or <see cref="string"/>.</param>
/// <param name="Mark">Where the value was written.</param>
public sealed record ScalarNode(object? Value, SourceMark Mark) : Node(Mark)
{
    /// <summary>A value that was built in code.</summary>
    /// <param name="value">null, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/> or <see cref="string"/>.</param>
    public ScalarNode(object? value)
        : this(value, SourceMark.Code)
    {
    }

    /// <summary>Whether the value is nothing (<c>null</c>, <c>~</c> or left out).</summary>
    public bool IsNull => Value is null;

    /// <summary>The value as it would be written, without quotes.</summary>
    public string Text => Value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => ScalarText.Format(number),
        _ => Value.ToString() ?? "",
    };

    /// <inheritdoc/>
    public override string Description => Value is string text ? $"'{Shorten(text)}'" : Text;

    /// <inheritdoc/>
    public bool Equals(ScalarNode? other) => other is not null && Equals(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => Value?.GetHashCode() ?? 0;

    private static string Shorten(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= 60 ? line : line[..57] + "...";
    }
}
