namespace Foldline.Imaging;

/// <summary>How values between pixels are found (the definitions are OpenCV's).</summary>
public enum Interpolation
{
    /// <summary>The nearest pixel; for masks of classes.</summary>
    Nearest = 0,

    /// <summary>Linear in both directions.</summary>
    Linear = 1,

    /// <summary>Cubic over 4 x 4 pixels.</summary>
    Cubic = 2,

    /// <summary>Mean over the covered area when shrinking; like <see cref="Linear"/> in warps.</summary>
    Area = 3,

    /// <summary>Lanczos over 8 x 8 pixels.</summary>
    Lanczos4 = 4,
}
