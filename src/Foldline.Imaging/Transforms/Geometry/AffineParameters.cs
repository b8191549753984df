namespace Foldline.Imaging;

/// <summary>What <see cref="Affine"/> draws.</summary>
/// <param name="ScaleX">Factor on the width.</param>
/// <param name="ScaleY">Factor on the height.</param>
/// <param name="TranslateX">Shift to the right in pixels.</param>
/// <param name="TranslateY">Shift downwards in pixels.</param>
/// <param name="Rotate">Degrees, counter-clockwise on the screen.</param>
/// <param name="ShearX">Shear along the rows in degrees.</param>
/// <param name="ShearY">Shear along the columns in degrees.</param>
public sealed record AffineParameters(double ScaleX, double ScaleY, double TranslateX, double TranslateY, double Rotate, double ShearX, double ShearY)
    : TransformParameters;
