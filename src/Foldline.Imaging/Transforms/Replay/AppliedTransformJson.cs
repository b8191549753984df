using System.Text.Json.Serialization;

namespace Foldline.Imaging;

/// <summary>How applied transforms are written as JSON; generated when Foldline is compiled, so nothing is looked up at run time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(AppliedTransform[]))]
internal sealed partial class AppliedTransformJson : JsonSerializerContext;
