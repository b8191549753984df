using System.Text.Json.Serialization;

namespace Foldline.Imaging;

/// <summary>
/// The drawn parameters of one transform: plain values that can be written down and replayed (<see cref="AppliedTransforms"/>). Every kind
/// of parameters stands in the list here, under the name it has in JSON.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(AffineParameters), "affine")]
[JsonDerivedType(typeof(BrightnessContrastParameters), "brightness_contrast")]
[JsonDerivedType(typeof(ChannelDropoutParameters), "channel_dropout")]
[JsonDerivedType(typeof(ChannelShuffleParameters), "channel_shuffle")]
[JsonDerivedType(typeof(ClaheParameters), "clahe")]
[JsonDerivedType(typeof(ColorJitterParameters), "color_jitter")]
[JsonDerivedType(typeof(CropParameters), "crop")]
[JsonDerivedType(typeof(DownscaleParameters), "downscale")]
[JsonDerivedType(typeof(ElasticParameters), "elastic")]
[JsonDerivedType(typeof(EmbossParameters), "emboss")]
[JsonDerivedType(typeof(FlipParameters), "flip")]
[JsonDerivedType(typeof(GammaParameters), "gamma")]
[JsonDerivedType(typeof(GaussianBlurParameters), "gaussian_blur")]
[JsonDerivedType(typeof(GroupParameters), "group")]
[JsonDerivedType(typeof(GridParameters), "grid")]
[JsonDerivedType(typeof(HueSaturationValueParameters), "hue_saturation_value")]
[JsonDerivedType(typeof(ImageCompressionParameters), "image_compression")]
[JsonDerivedType(typeof(KernelSizeParameters), "kernel_size")]
[JsonDerivedType(typeof(MaxSizeParameters), "max_size")]
[JsonDerivedType(typeof(MotionBlurParameters), "motion_blur")]
[JsonDerivedType(typeof(NoParameters), "none")]
[JsonDerivedType(typeof(OpticalParameters), "optical")]
[JsonDerivedType(typeof(PadParameters), "pad")]
[JsonDerivedType(typeof(PerspectiveParameters), "perspective")]
[JsonDerivedType(typeof(PosterizeParameters), "posterize")]
[JsonDerivedType(typeof(QuarterTurnParameters), "quarter_turn")]
[JsonDerivedType(typeof(RgbShiftParameters), "rgb_shift")]
[JsonDerivedType(typeof(RotateParameters), "rotate")]
[JsonDerivedType(typeof(ScaleParameters), "scale")]
[JsonDerivedType(typeof(SetiDropoutParameters), "seti_dropout")]
[JsonDerivedType(typeof(SetiTransformParameters), "seti_transform")]
[JsonDerivedType(typeof(SharpenParameters), "sharpen")]
[JsonDerivedType(typeof(ShiftScaleRotateParameters), "shift_scale_rotate")]
[JsonDerivedType(typeof(SolarizeParameters), "solarize")]
[JsonDerivedType(typeof(UnsharpMaskParameters), "unsharp_mask")]
public abstract record TransformParameters;
