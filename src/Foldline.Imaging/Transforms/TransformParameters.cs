using System.Text.Json.Serialization;

namespace Foldline.Imaging;

/// <summary>
/// The drawn parameters of one transform: plain values that can be written down and replayed (<see cref="AppliedTransforms"/>). Every kind
/// of parameters stands in the list here, under the name it has in JSON.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(BrightnessContrastParameters), "brightness_contrast")]
[JsonDerivedType(typeof(NoParameters), "none")]
[JsonDerivedType(typeof(ShiftScaleRotateParameters), "shift_scale_rotate")]
public abstract record TransformParameters;
