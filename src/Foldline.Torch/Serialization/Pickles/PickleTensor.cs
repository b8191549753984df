namespace Foldline.Torch.Serialization.Pickles;

/// <summary>A view of a storage, in elements. Not yet checked.</summary>
internal sealed record PickleTensor(PickleStorage Storage, long Offset, long[] Shape, long[] Strides);
