namespace Foldline.Models.Profiles;

/// <summary>What a layer did when the model ran.</summary>
/// <param name="Name">Name in the state dict; for an operator without weights the part of the model in which it ran.</param>
/// <param name="Operator">The operator that gave the output: <c>conv2d</c>, <c>layer_norm</c>, <c>matmul</c>; several stand one after the other.</param>
/// <param name="Output">Shape of the output for one image.</param>
/// <param name="Parameters">Number of its parameters.</param>
/// <param name="MultiplyAdds">Multiplications with an addition, for one image.</param>
public sealed record LayerProfile(string Name, string Operator, IReadOnlyList<long> Output, long Parameters, long MultiplyAdds);
