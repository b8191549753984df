namespace Foldline.Models.Levits;

/// <summary>Channels of an attention.</summary>
/// <param name="In">Channels of the input.</param>
/// <param name="Out">Channels of the output.</param>
/// <param name="Heads">Heads.</param>
/// <param name="ValueRatio">Channels of a head's values for each of its keys'.</param>
internal readonly record struct LevitAttentionShape(int In, int Out, int Heads, int ValueRatio);
