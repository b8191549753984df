namespace Foldline.Torch.Serialization;

/// <summary>What a <c>.safetensors</c> file holds.</summary>
/// <param name="Tensors">Tensors in the order of the header.</param>
/// <param name="Metadata">The free texts of <c>__metadata__</c>; empty when the file has none.</param>
public sealed record SafeTensorsContent(IReadOnlyList<StoredTensor> Tensors, IReadOnlyDictionary<string, string> Metadata);
