namespace Foldline.Imaging;

/// <summary>What <see cref="NormalAffine"/> draws.</summary>
/// <param name="Rotation">Degrees.</param>
/// <param name="Shear">Degrees.</param>
/// <param name="HeightZoom">Vertical magnification.</param>
/// <param name="WidthZoom">Horizontal magnification.</param>
/// <param name="HeightShift">Rows.</param>
/// <param name="WidthShift">Columns.</param>
public sealed record NormalAffineParameters(double Rotation, double Shear, double HeightZoom, double WidthZoom, double HeightShift, double WidthShift)
    : TransformParameters;
