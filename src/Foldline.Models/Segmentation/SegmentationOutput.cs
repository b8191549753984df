using Foldline.Torch;

namespace Foldline.Models.Segmentation;

/// <summary>What a segmentation network gives.</summary>
/// <param name="Masks">[N, classes, H, W].</param>
/// <param name="Labels">[N, label classes] of the whole images; null without a head for them.</param>
public readonly record struct SegmentationOutput(Tensor Masks, Tensor? Labels);
