using System.Text.Json.Serialization;

namespace Foldline.Training.Checkpoints;

/// <summary>Reads and writes <see cref="TrainingState"/> without reflection; NaN and infinities as texts.</summary>
[JsonSerializable(typeof(TrainingState))]
[JsonSourceGenerationOptions(
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
internal sealed partial class TrainingStateJson : JsonSerializerContext;
