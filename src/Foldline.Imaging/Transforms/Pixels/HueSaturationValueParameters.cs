namespace Foldline.Imaging;

/// <summary>What <see cref="HueSaturationValue"/> draws.</summary>
/// <param name="Hue">Shift of the hue: in 180ths of the circle for 8-bit images, in degrees for real numbers.</param>
/// <param name="Saturation">Shift of the saturation: of 255 for 8-bit images, of 1 for real numbers.</param>
/// <param name="Value">Shift of the value, as the saturation's.</param>
public sealed record HueSaturationValueParameters(double Hue, double Saturation, double Value) : TransformParameters;
