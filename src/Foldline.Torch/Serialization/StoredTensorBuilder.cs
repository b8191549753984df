using Foldline.Torch.Serialization.Pickles;

namespace Foldline.Torch.Serialization;

/// <summary>Turns views of storages into contiguous tensors: contiguous views share the storage's memory, others are copied.</summary>
internal sealed class StoredTensorBuilder(string file, MemoryBudget budget, Func<PickleStorage, byte[]> read)
{
    private const int MaxRank = 64;

    public StoredTensor Build(string name, PickleTensor tensor)
    {
        var (storage, offset, shape, strides) = tensor;
        var count = Check(name, tensor);
        var bytes = read(storage);
        var size = storage.DType.ElementSize();
        if (count == 0)
            return new StoredTensor(name, storage.DType, shape, ReadOnlyMemory<byte>.Empty);
        if (IsContiguous(shape, strides))
            return new StoredTensor(name, storage.DType, shape, bytes.AsMemory((int)(offset * size), (int)(count * size)));

        budget.Take(count * size);
        var copy = GC.AllocateUninitializedArray<byte>((int)(count * size));
        Copy(bytes, copy, tensor, size);
        return new StoredTensor(name, storage.DType, shape, copy);
    }

    private static bool IsContiguous(long[] shape, long[] strides)
    {
        var expected = 1L;
        for (var d = shape.Length - 1; d >= 0; d--)
        {
            if (shape[d] != 1 && strides[d] != expected)
                return false;
            expected *= shape[d];
        }

        return true;
    }

    /// <summary>Walks the view in C order like an odometer; the innermost dimension is the inner loop.</summary>
    private static void Copy(ReadOnlySpan<byte> source, Span<byte> target, PickleTensor tensor, int size)
    {
        var (_, position, shape, strides) = tensor;
        var index = new long[shape.Length];
        var last = shape.Length - 1;
        while (!target.IsEmpty)
        {
            for (var i = 0L; i < shape[last]; i++)
            {
                source.Slice((int)((position + (i * strides[last])) * size), size).CopyTo(target);
                target = target[size..];
            }

            for (var d = last - 1; d >= 0; d--)
            {
                position += strides[d];
                if (++index[d] < shape[d])
                    break;
                position -= index[d] * strides[d];
                index[d] = 0;
            }
        }
    }

    private long Check(string name, PickleTensor tensor)
    {
        var (storage, offset, shape, strides) = tensor;
        var count = WeightFile.CountOf(shape);
        if (shape.Length != strides.Length || shape.Length > MaxRank || count < 0 || offset < 0 || strides.Any(stride => stride < 0))
            throw Misfit(name, tensor, "sizes, strides and offset must be whole numbers from 0, and as many strides as sizes");
        if (count > WeightFile.MaxBytes / storage.DType.ElementSize())
            throw Misfit(name, tensor, $"at most {WeightFile.MaxBytes} bytes can be read");
        if (count == 0)
            return 0;

        Int128 last = offset;
        for (var d = 0; d < shape.Length; d++)
            last += (Int128)(shape[d] - 1) * strides[d];
        if (last >= storage.Count)
            throw Misfit(name, tensor, $"it reaches to element {last} of a storage of {storage.Count}");
        return count;
    }

    private FoldlineException Misfit(string name, PickleTensor tensor, string what) => FoldlineException.User(
        "FL2114",
        $"'{file}': tensor '{name}' of shape [{string.Join(", ", tensor.Shape)}] and strides [{string.Join(", ", tensor.Strides)}] does not fit its storage: {what}. The file is damaged; download or save it again.",
        null,
        ("file", file),
        ("tensor", name));
}
