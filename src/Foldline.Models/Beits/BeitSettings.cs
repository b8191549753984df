namespace Foldline.Models.Beits;

/// <summary>What tells one BEiT from another.</summary>
/// <param name="ImageSize">Side of the images for which the network is built.</param>
/// <param name="Width">Channels of a token.</param>
/// <param name="Depth">Blocks.</param>
/// <param name="Heads">Heads of each attention.</param>
/// <param name="LayerScale">First factor of the branches' channels.</param>
internal sealed record BeitSettings(int ImageSize, int Width, int Depth, int Heads, double LayerScale);
