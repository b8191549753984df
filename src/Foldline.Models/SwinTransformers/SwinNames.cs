using Foldline.Models.Weights;

namespace Foldline.Models.SwinTransformers;

/// <summary>Names of Swin Transformers in the files of their authors, where a stage ends with the merging of patches instead of beginning with it.</summary>
internal static class SwinNames
{
    private static readonly NameRules Authors = new((@"^layers\.(\d+)\.downsample", "layers.<1+1>.downsample"), (@"^head\.(weight|bias)$", "head.fc.$1"));

    /// <summary>Rules for such a file; null for another.</summary>
    /// <param name="stored">Names in the file.</param>
    public static NameRules? For(IReadOnlySet<string> stored) => stored.Contains("layers.0.downsample.reduction.weight") ? Authors : null;
}
