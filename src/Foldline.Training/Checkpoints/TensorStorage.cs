using System.Runtime.InteropServices;
using Foldline.Torch;
using Foldline.Torch.Serialization;

namespace Foldline.Training.Checkpoints;

/// <summary>Tensors to bytes and back, bit for bit.</summary>
internal static class TensorStorage
{
    /// <summary>A copy of the elements in row-major order, from any device and memory order.</summary>
    public static StoredTensor Store(string name, Tensor tensor)
    {
        var bytes = tensor.DType switch
        {
            DType.Float32 => Bytes<float>(tensor),
            DType.Float64 => Bytes<double>(tensor),
            DType.Float16 => Bytes<Half>(tensor),
            DType.BFloat16 => Bytes<BFloat16>(tensor),
            DType.Int64 => Bytes<long>(tensor),
            DType.Int32 => Bytes<int>(tensor),
            DType.Int16 => Bytes<short>(tensor),
            DType.Int8 => Bytes<sbyte>(tensor),
            DType.UInt8 => Bytes<byte>(tensor),
            DType.Bool => Bytes<bool>(tensor),
            _ => throw new NotSupportedException($"A tensor of type {tensor.DType} cannot be stored."),
        };
        return new StoredTensor(name, tensor.DType, tensor.Shape.ToArray(), bytes);
    }

    /// <summary>A new tensor on the CPU.</summary>
    public static Tensor Restore(StoredTensor stored) => stored.DType switch
    {
        DType.Float32 => Make<float>(stored),
        DType.Float64 => Make<double>(stored),
        DType.Float16 => Make<Half>(stored),
        DType.BFloat16 => Make<BFloat16>(stored),
        DType.Int64 => Make<long>(stored),
        DType.Int32 => Make<int>(stored),
        DType.Int16 => Make<short>(stored),
        DType.Int8 => Make<sbyte>(stored),
        DType.UInt8 => Make<byte>(stored),
        DType.Bool => Make<bool>(stored),
        _ => throw new NotSupportedException($"A tensor of type {stored.DType} cannot be restored."),
    };

    private static byte[] Bytes<T>(Tensor tensor)
        where T : unmanaged => MemoryMarshal.AsBytes(tensor.ToArray<T>().AsSpan()).ToArray();

    private static Tensor Make<T>(StoredTensor stored)
        where T : unmanaged
    {
        var tensor = Aten.Empty(stored.Shape, dtype: stored.DType);
        stored.Bytes.Span.CopyTo(MemoryMarshal.AsBytes(tensor.Data<T>()));
        return tensor;
    }
}
