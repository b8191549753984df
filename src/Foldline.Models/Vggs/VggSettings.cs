namespace Foldline.Models.Vggs;

/// <summary>What tells one VGG from another.</summary>
/// <param name="Depths">Convolutions a stage.</param>
/// <param name="Norm">Whether batch normalisation follows each convolution.</param>
internal sealed record VggSettings(int[] Depths, bool Norm = false);
