namespace Foldline.Tests.Models.Segmentation;

/// <summary>
/// The records that the ordinary suite compares: each architecture, each kind of encoder and each option that changes the network at
/// least once, with networks as small as can be.
/// </summary>
internal static class SegmentationRepresentatives
{
    private static readonly HashSet<string> Records = new(StringComparer.Ordinal)
    {
        "Unet resnet18 activation=sigmoid classes=1",
        "Unet timm-efficientnet-b0 encoder_depth=4 decoder_channels=[128,64,32,16] in_channels=1",
        "Unet timm-resnest14d",
        "Unet tu-resnet34d encoder_depth=4 decoder_channels=[128,64,32,16] decoder_attention_type=scse",
        "UnetPlusPlus mobilenet_v2",
        "UnetPlusPlus timm-mobilenetv3_large_100",
        "MAnet timm-regnetx_002",
        "MAnet mit_b0",
        "Linknet tu-regnety_008",
        "Linknet vgg16_bn",
        "FPN densenet121",
        "FPN resnet34 decoder_merge_policy=cat",
        "FPN resnet50 aux_params={\"classes\":3,\"pooling\":\"avg\",\"dropout\":0.5,\"activation\":null}",
        "PSPNet mobileone_s0",
        "PSPNet resnet34 psp_use_batchnorm=False",
        "PSPNet timm-gernet_s",
        "PSPNet timm-res2net50_26w_4s",
        "PSPNet timm-skresnet18",
        "PSPNet timm-tf_efficientnet_lite0",
        "PSPNet tu-convnext_tiny",
        "PSPNet xception",
        "PAN timm-mobilenetv3_small_075",
        "PAN tu-resnet34d",
        "DeepLabV3 se_resnext50_32x4d",
        "DeepLabV3Plus resnet34 encoder_output_stride=8",
        "DeepLabV3Plus tu-mobilenetv3_large_100",
        "FPN inceptionv4",
    };

    public static bool Contains(string record) => Records.Contains(record);
}
