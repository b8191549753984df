using System.Buffers.Binary;

namespace Foldline.Data.TfRecords;

/// <summary>Reads single records of uncompressed TFRecord files. Thread-safe.</summary>
public static class TfRecordFile
{
    private const int FooterSize = 4;

    /// <summary>Reads one record and verifies its checksum.</summary>
    /// <param name="place">Where it lies.</param>
    /// <exception cref="FoldlineException">FL4501: the file cannot be read. FL4502: the record is damaged, or there is none at this place.</exception>
    public static byte[] ReadRecord(TfRecordPlace place)
    {
        try
        {
            using var handle = File.OpenHandle(place.File);
            var left = RandomAccess.GetLength(handle) - place.Offset - FooterSize;
            if (place.Offset < 0 || place.Length < 0 || place.Length > left)
                throw Damaged(place, "the file ends before it");
            var bytes = new byte[place.Length + FooterSize];
            for (var read = 0; read < bytes.Length;)
            {
                var count = RandomAccess.Read(handle, bytes.AsSpan(read), place.Offset + read);
                if (count == 0)
                    throw Damaged(place, "the file ends within it");
                read += count;
            }

            var record = bytes.AsSpan(0, (int)place.Length);
            return Crc32C.ComputeMasked(record) == BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(record.Length))
                ? record.ToArray()
                : throw Damaged(place, "the checksum of its bytes is wrong");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FoldlineException.User("FL4501", $"'{place.File}' cannot be read: {e.Message} Check the path, its permissions and the disk.", e, ("file", place.File));
        }
    }

    private static FoldlineException Damaged(TfRecordPlace place, string what) => FoldlineException.User(
        "FL4502",
        $"The record of {place.Length} bytes at byte {place.Offset} of '{place.File}' is damaged: {what}. Copy the file again from its source, or index it anew.",
        null,
        ("file", place.File),
        ("offset", $"{place.Offset}"));
}
