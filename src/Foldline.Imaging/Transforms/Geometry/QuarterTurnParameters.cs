namespace Foldline.Imaging;

/// <summary>What <see cref="RandomRotate90"/> draws.</summary>
/// <param name="Turns">Number of quarter turns, counter-clockwise.</param>
public sealed record QuarterTurnParameters(int Turns) : TransformParameters;
