namespace Foldline.Pipelines.Recipes;

/// <summary>Gradient clipping: by total norm, by value, or both (value first).</summary>
/// <param name="Norm">Largest total norm, above 0; null = not clipped by norm.</param>
/// <param name="Value">Largest absolute value, above 0; null = not clipped by value.</param>
public sealed record ClipSpec(double? Norm = null, double? Value = null)
{
    /// <summary>Order of the norm: 2, 1, any positive number, or infinity.</summary>
    public double NormType { get; init; } = 2;
}
