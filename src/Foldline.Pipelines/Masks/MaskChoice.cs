namespace Foldline.Pipelines.Masks;

/// <summary>How the masks of a class are cut.</summary>
/// <param name="Threshold">Probability that a pixel must exceed.</param>
/// <param name="MinSize">Connected parts of no more pixels are left out.</param>
/// <param name="Dice">Mean Dice of the class over the images that it was chosen on.</param>
public sealed record MaskChoice(double Threshold, int MinSize, double Dice);
