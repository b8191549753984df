using System.Collections.Immutable;

namespace Foldline.Data.TfRecords;

/// <summary>A feature of an <see cref="Example"/>: a list of texts or pictures, of whole or of real numbers. One list is set, the others are empty.</summary>
public sealed record Feature
{
    /// <summary>Byte strings; texts are UTF-8.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> Bytes { get; init; } = [];

    /// <summary>Whole numbers.</summary>
    public ImmutableArray<long> Int64 { get; init; } = [];

    /// <summary>Real numbers.</summary>
    public ImmutableArray<float> Float { get; init; } = [];

    /// <summary>Which list the file has, empty as it may be; null when it has none.</summary>
    public FeatureKind? Kind { get; init; }

    /// <summary>A feature of byte strings.</summary>
    /// <param name="values">The strings.</param>
    public static Feature Of(params ReadOnlySpan<ReadOnlyMemory<byte>> values) => new() { Bytes = [.. values], Kind = FeatureKind.Bytes };

    /// <summary>A feature of whole numbers.</summary>
    /// <param name="values">The numbers.</param>
    public static Feature Of(params ReadOnlySpan<long> values) => new() { Int64 = [.. values], Kind = FeatureKind.Int64 };

    /// <summary>A feature of real numbers.</summary>
    /// <param name="values">The numbers.</param>
    public static Feature Of(params ReadOnlySpan<float> values) => new() { Float = [.. values], Kind = FeatureKind.Float };

    /// <summary>A feature of one text.</summary>
    /// <param name="text">The text.</param>
    public static Feature Of(string text) => Of((ReadOnlyMemory<byte>)System.Text.Encoding.UTF8.GetBytes(text));
}
