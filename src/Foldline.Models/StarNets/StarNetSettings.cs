namespace Foldline.Models.StarNets;

/// <summary>What tells one StarNet from another.</summary>
/// <param name="Width">Channels of the first stage; each further one has twice as many.</param>
/// <param name="Depths">Blocks a stage.</param>
/// <param name="Expansion">Hidden channels of a block for each channel.</param>
internal sealed record StarNetSettings(int Width, int[] Depths, int Expansion = 4);
