namespace Foldline.Torch.Serialization;

/// <summary>From arrays of files to tensors.</summary>
public static class StoredTensorExtensions
{
    /// <summary>Copies the elements into a new tensor on the CPU.</summary>
    /// <param name="stored">An array.</param>
    public static unsafe Tensor ToTensor(this StoredTensor stored)
    {
        var tensor = Aten.Empty(stored.Shape, dtype: stored.DType);
        if (stored.Bytes.Length > 0)
            stored.Bytes.Span.CopyTo(new Span<byte>((void*)tensor.DataPointer, stored.Bytes.Length));
        return tensor;
    }
}
