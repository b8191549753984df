namespace Foldline.Models;

/// <summary>A model's name in its two parts.</summary>
/// <param name="Architecture">Which network: <c>resnet34d</c>.</param>
/// <param name="Tag">Which weights: <c>ra2_in1k</c>; null for the default ones.</param>
public sealed record ModelName(string Architecture, string? Tag)
{
    /// <summary>Splits at the first point.</summary>
    /// <param name="name">Architecture, or architecture and tag.</param>
    public static ModelName Parse(string name)
    {
        var point = name.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? new ModelName(name, null) : new ModelName(name[..point], name[(point + 1)..]);
    }

    /// <inheritdoc/>
    public override string ToString() => Tag is null ? Architecture : $"{Architecture}.{Tag}";
}
