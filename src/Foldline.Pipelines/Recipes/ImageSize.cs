namespace Foldline.Pipelines.Recipes;

/// <summary>Height and width of an image in pixels, both at least 1.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
public readonly record struct ImageSize(int Height, int Width)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Height}×{Width}";
}
