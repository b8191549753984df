namespace Foldline.Torch.Serialization;

/// <summary>What a file written by <c>torch.save</c> holds, with nested containers flattened: levels are joined with <c>/</c>, items of lists go by their number.</summary>
/// <param name="Tensors">Tensors in the order of the file. A lone tensor has an empty name. Tensors that share a storage share memory.</param>
/// <param name="Scalars">Everything else: null, <see cref="bool"/>, <see cref="long"/>, <see cref="System.Numerics.BigInteger"/>, <see cref="double"/>, <see cref="string"/> or an array of bytes.</param>
public sealed record PthContent(IReadOnlyList<StoredTensor> Tensors, IReadOnlyDictionary<string, object?> Scalars);
