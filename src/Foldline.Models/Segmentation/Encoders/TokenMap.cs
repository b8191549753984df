using Foldline.Torch;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>Tokens [N, places, C] and maps [N, C, h, w] are the same numbers in the same order when the map lies channels-last.</summary>
internal static class TokenMap
{
    public static Tensor Make(Tensor tokens, long height, long width)
    {
        using var turned = tokens.Transpose(1, 2);
        return turned.View([tokens.Size(0), tokens.Size(2), height, width]);
    }

    public static Tensor Tokens(Tensor map)
    {
        using var flat = map.Flatten(2);
        return flat.Transpose(1, 2);
    }
}
