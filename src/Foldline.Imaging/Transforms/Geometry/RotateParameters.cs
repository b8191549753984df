namespace Foldline.Imaging;

/// <summary>What <see cref="Rotate"/> and <see cref="SafeRotate"/> draw.</summary>
/// <param name="Angle">Degrees, counter-clockwise on the screen.</param>
public sealed record RotateParameters(double Angle) : TransformParameters;
