namespace Foldline.Models.XceptionAligneds;

/// <summary>A block of three separable convolutions.</summary>
/// <param name="Widths">Channels after each.</param>
/// <param name="Stride">Stride of the third.</param>
/// <param name="IsLast">The last block has no shortcut, and its ReLUs are behind the convolutions unless the network has them before.</param>
internal readonly record struct AlignedBlockSettings(int[] Widths, int Stride, bool IsLast = false);
