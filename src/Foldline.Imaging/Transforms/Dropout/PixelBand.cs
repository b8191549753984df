namespace Foldline.Imaging;

/// <summary>Neighbouring rows or columns.</summary>
/// <param name="Start">The first.</param>
/// <param name="End">The one after the last.</param>
public readonly record struct PixelBand(int Start, int End);
