namespace Foldline.Torch.Serialization;

/// <summary>Between arrays of files and tensors.</summary>
public static class StoredTensorExtensions
{
    /// <summary>Copies the elements into a new tensor on the CPU.</summary>
    /// <param name="stored">An array.</param>
    public static Tensor ToTensor(this StoredTensor stored)
    {
        var tensor = Aten.Empty(stored.Shape, dtype: stored.DType);
        stored.Bytes.Span.CopyTo(BytesOf(tensor));
        return tensor;
    }

    /// <summary>Copies the elements in C order, from any device and memory order.</summary>
    /// <param name="tensor">A tensor.</param>
    /// <param name="name">Name in the file.</param>
    public static StoredTensor ToStored(this Tensor tensor, string name)
    {
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        var contiguous = tensor.Detach().To(Device.Cpu).Contiguous();
        return new StoredTensor(name, tensor.DType, tensor.Shape.ToArray(), BytesOf(contiguous).ToArray());
    }

    internal static unsafe Span<byte> BytesOf(Tensor tensor) =>
        new((void*)tensor.DataPointer, checked((int)(tensor.Count * tensor.DType.ElementSize())));
}
