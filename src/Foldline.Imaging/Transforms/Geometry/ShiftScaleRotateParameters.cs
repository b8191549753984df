namespace Foldline.Imaging;

/// <summary>What <see cref="ShiftScaleRotate"/> draws.</summary>
/// <param name="Angle">Degrees, counter-clockwise on the screen.</param>
/// <param name="Scale">Factor, 1 keeps the size.</param>
/// <param name="ShiftX">Shift to the right as a fraction of the width.</param>
/// <param name="ShiftY">Shift downwards as a fraction of the height.</param>
public sealed record ShiftScaleRotateParameters(double Angle, double Scale, double ShiftX, double ShiftY) : TransformParameters;
