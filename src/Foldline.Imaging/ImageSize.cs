namespace Foldline.Imaging;

/// <summary>Height and width in pixels, in this order everywhere.</summary>
/// <param name="Height">Number of rows.</param>
/// <param name="Width">Number of columns.</param>
public readonly record struct ImageSize(int Height, int Width)
{
    /// <summary>The size as height x width.</summary>
    public override string ToString() => $"{Height}x{Width}";
}
