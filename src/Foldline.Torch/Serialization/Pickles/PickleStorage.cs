namespace Foldline.Torch.Serialization.Pickles;

/// <summary>A storage that the pickle refers to; its bytes lie elsewhere in the file.</summary>
internal sealed record PickleStorage(string Key, DType DType, long Count)
{
    /// <summary>Refuses a storage whose bytes in the file are more or fewer than the pickle says.</summary>
    public void CheckLength(string file, long bytes)
    {
        var size = DType.ElementSize();
        if (bytes / size != Count || bytes % size != 0)
            throw PthFile.NotTorch(file, $"the storage '{Key}' has {bytes} bytes where {Count} elements of {DType} are needed");
    }
}
