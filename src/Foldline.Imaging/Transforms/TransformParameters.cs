using System.Text.Json.Serialization;

namespace Foldline.Imaging;

/// <summary>
/// The drawn parameters of one transform: plain values that can be written down and replayed (<see cref="AppliedTransforms"/>). Every kind
/// of parameters stands in the list here, under the name it has in JSON.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(BrightnessContrastParameters), "brightness_contrast")]
[JsonDerivedType(typeof(ChannelDropoutParameters), "channel_dropout")]
[JsonDerivedType(typeof(ChannelShuffleParameters), "channel_shuffle")]
[JsonDerivedType(typeof(ColorJitterParameters), "color_jitter")]
[JsonDerivedType(typeof(GammaParameters), "gamma")]
[JsonDerivedType(typeof(HueSaturationValueParameters), "hue_saturation_value")]
[JsonDerivedType(typeof(NoParameters), "none")]
[JsonDerivedType(typeof(PosterizeParameters), "posterize")]
[JsonDerivedType(typeof(RgbShiftParameters), "rgb_shift")]
[JsonDerivedType(typeof(ShiftScaleRotateParameters), "shift_scale_rotate")]
[JsonDerivedType(typeof(SolarizeParameters), "solarize")]
public abstract record TransformParameters;
