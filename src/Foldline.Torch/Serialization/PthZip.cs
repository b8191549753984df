using System.IO.Compression;
using Foldline.Torch.Serialization.Pickles;

namespace Foldline.Torch.Serialization;

/// <summary>The zip format: <c>NAME/data.pkl</c> describes the tensors, <c>NAME/data/KEY</c> holds a storage's bytes each.</summary>
internal sealed class PthZip
{
    private const string Pickle = "/data.pkl";
    private const long MaxPickleBytes = 256L << 20;
    private readonly string file;
    private readonly long fileLength;
    private readonly MemoryBudget budget;
    private readonly Dictionary<string, ZipArchiveEntry> members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> storages = new(StringComparer.Ordinal);

    private PthZip(ZipArchive archive, string file, long fileLength)
    {
        this.file = file;
        this.fileLength = fileLength;
        budget = new MemoryBudget(file, fileLength);
        foreach (var member in archive.Entries)
        {
            if (!members.TryAdd(member.FullName, member))
                throw PthFile.NotTorch(file, $"the archive has two members named '{member.FullName}'");
        }
    }

    public static PthContent Read(Stream stream, string file)
    {
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            return new PthZip(archive, file, stream.Length).Read();
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw PthFile.NotTorch(file, $"the zip archive is damaged ({e.Message})", e);
        }
    }

    // ZipArchive reports a damaged directory by any of these.
    private static bool IsDamage(Exception e) =>
        e is InvalidDataException or EndOfStreamException or ArgumentException or NotSupportedException or OverflowException or IndexOutOfRangeException;

    private PthContent Read()
    {
        var root = FindRoot();
        CheckByteOrder(root);
        var pickle = ReadMember(members[root + Pickle], MaxPickleBytes);
        var value = new Unpickler(new MemoryStream(pickle), file).Read();
        var builder = new StoredTensorBuilder(file, budget, storage => ReadStorage(root, storage));
        return new PickleFlattener(file, builder).Flatten(value);
    }

    private string FindRoot()
    {
        string? root = null;
        foreach (var name in members.Keys)
        {
            if (!name.EndsWith(Pickle, StringComparison.Ordinal) || name.IndexOf('/') != name.Length - Pickle.Length)
                continue;
            if (root is not null)
                throw PthFile.NotTorch(file, "the archive has more than one data.pkl");
            root = name[..^Pickle.Length];
        }

        return root ?? throw PthFile.NotTorch(file, "the archive has no data.pkl");
    }

    private void CheckByteOrder(string root)
    {
        if (members.TryGetValue(root + "/byteorder", out var member) && !ReadMember(member, 16).AsSpan().SequenceEqual("little"u8))
            throw PthFile.NotTorch(file, "its numbers are not little-endian");
    }

    private byte[] ReadStorage(string root, PickleStorage storage)
    {
        if (!storages.TryGetValue(storage.Key, out var bytes))
        {
            if (!members.TryGetValue($"{root}/data/{storage.Key}", out var member))
                throw PthFile.NotTorch(file, $"the storage '{storage.Key}' is missing from the archive");
            storage.CheckLength(file, member.Length);
            bytes = ReadMember(member, WeightFile.MaxBytes);
            storages.Add(storage.Key, bytes);
        }

        storage.CheckLength(file, bytes.Length);
        return bytes;
    }

    private byte[] ReadMember(ZipArchiveEntry member, long limit)
    {
        var length = member.Length;
        if (length < 0 || length > limit)
            throw PthFile.NotTorch(file, $"the member '{member.FullName}' claims {length} bytes, at most {limit} are allowed");
        if (member.CompressedLength == length && length > fileLength)
            throw PthFile.NotTorch(file, $"the member '{member.FullName}' claims {length} bytes, the whole file has {fileLength}");
        if (member.CompressedLength != length)
            budget.Take(length);

        var bytes = GC.AllocateUninitializedArray<byte>((int)length);
        using (var stream = member.Open())
            stream.ReadExactly(bytes);
        if (Crc32.Of(bytes) != member.Crc32)
            throw PthFile.NotTorch(file, $"the bytes of the member '{member.FullName}' do not match their checksum");
        return bytes;
    }
}
