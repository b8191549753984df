using System.Buffers.Binary;
using System.Numerics;
using Foldline.Torch.Serialization.Pickles;

namespace Foldline.Torch.Serialization;

/// <summary>
/// The format before PyTorch 1.6: pickles of a magic number, a protocol number, the system's facts, the object and the list
/// of storage keys, then each storage as a 64-bit count and its elements.
/// </summary>
internal static class PthLegacy
{
    private const long ProtocolVersion = 1001;
    private static readonly BigInteger Magic = BigInteger.Parse("119547037146038801333356", System.Globalization.CultureInfo.InvariantCulture);

    public static PthContent Read(Stream stream, string file)
    {
        try
        {
            CheckHead(stream, file);
            var unpickler = new Unpickler(stream, file);
            var value = unpickler.Read();
            var keys = new Unpickler(stream, file).Read() as PickleSequence
                ?? throw PthFile.NotTorch(file, "the list of its storages is missing");
            var storages = ReadStorages(stream, file, keys, unpickler.Storages);
            var builder = new StoredTensorBuilder(file, new MemoryBudget(file, stream.Length), storage => Find(storages, storage, file));
            return new PickleFlattener(file, builder).Flatten(value);
        }
        catch (EndOfStreamException e)
        {
            throw PthFile.NotTorch(file, "it ends too early", e);
        }
    }

    private static void CheckHead(Stream stream, string file)
    {
        if (new Unpickler(stream, file).Read() is not BigInteger magic || magic != Magic)
            throw PthFile.NotTorch(file, "it is a pickle, but not one of torch.save");
        if (new Unpickler(stream, file).Read() is not ProtocolVersion)
            throw PthFile.NotTorch(file, "its protocol number is unknown");
        if (new Unpickler(stream, file).Read() is not PickleDictionary system || system.Items.GetValueOrDefault("little_endian") is not true)
            throw PthFile.NotTorch(file, "its numbers are not little-endian");
    }

    private static Dictionary<string, byte[]> ReadStorages(
        Stream stream, string file, PickleSequence keys, IReadOnlyDictionary<string, PickleStorage> known)
    {
        var storages = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        Span<byte> count = stackalloc byte[sizeof(long)];
        foreach (var item in keys.Items)
        {
            if (item is not string key || !known.TryGetValue(key, out var storage))
                throw PthFile.NotTorch(file, $"it holds a storage '{item}' that no tensor uses");
            stream.ReadExactly(count);
            if (BinaryPrimitives.ReadInt64LittleEndian(count) != storage.Count)
                throw PthFile.NotTorch(file, $"the storage '{key}' has another length than its tensors say");
            if (storage.Count > Math.Min(stream.Length - stream.Position, WeightFile.MaxBytes) / storage.DType.ElementSize())
                throw PthFile.NotTorch(file, $"the storage '{key}' is cut off");

            var bytes = GC.AllocateUninitializedArray<byte>((int)storage.Count * storage.DType.ElementSize());
            stream.ReadExactly(bytes);
            if (!storages.TryAdd(key, bytes))
                throw PthFile.NotTorch(file, $"it holds the storage '{key}' twice");
        }

        return storages;
    }

    private static byte[] Find(Dictionary<string, byte[]> storages, PickleStorage storage, string file)
    {
        if (!storages.TryGetValue(storage.Key, out var bytes))
            throw PthFile.NotTorch(file, $"the storage '{storage.Key}' is missing");
        storage.CheckLength(file, bytes.Length);
        return bytes;
    }
}
