namespace Foldline.Models.TinyVits;

/// <summary>What tells one TinyViT from another.</summary>
/// <param name="Widths">Channels a stage.</param>
/// <param name="WindowUnit">Side length of the windows of the second and the last stage; the third has twice that.</param>
internal sealed record TinyVitSettings(int[] Widths, int WindowUnit = 7);
