namespace Foldline.Models.Segmentation.Encoders;

/// <summary>What encoders cannot do.</summary>
internal static class EncoderErrors
{
    public static FoldlineException CannotDilate(string name, Exception? cause = null) => FoldlineException.User(
        "FL2215",
        $"The encoder '{name}' cannot trade its strides for dilation, which PAN, DeepLabV3 and DeepLabV3+ need. Choose another encoder, such as a ResNet or an EfficientNet, or another architecture; PAN also takes encoder_output_stride: 32.",
        cause,
        ("encoder", name));

    public static FoldlineException OddSize(string name, int reduction) => FoldlineException.User(
        "FL2213",
        $"A feature map of the encoder '{name}' is not 1/{reduction} of the images' size, as decoders need it. Choose another encoder.",
        null,
        ("encoder", name));
}
