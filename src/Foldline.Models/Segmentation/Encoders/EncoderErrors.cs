namespace Foldline.Models.Segmentation.Encoders;

/// <summary>What encoders cannot do.</summary>
internal static class EncoderErrors
{
    public static FoldlineException CannotDilate(string name) => FoldlineException.User(
        "FL2215",
        $"The encoder '{name}' cannot trade its strides for dilation, which PAN, DeepLabV3 and DeepLabV3+ need. Choose another encoder, such as a ResNet or an EfficientNet, or another architecture.",
        null,
        ("encoder", name));
}
