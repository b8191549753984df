using System.Buffers;

namespace Foldline.Imaging;

/// <summary>The bytes of a picture file in a rented array; dispose it to give the array back.</summary>
internal readonly struct ImageFile : IDisposable
{
    private readonly byte[] rented;

    private ImageFile(byte[] rented, int length)
    {
        this.rented = rented;
        Length = length;
    }

    public int Length { get; }

    public ReadOnlySpan<byte> Bytes => rented.AsSpan(0, Length);

    /// <summary>Reads a file whole, or refuses it by its kind and size.</summary>
    public static ImageFile Read(string path, long maxBytes)
    {
        try
        {
            return ReadOrThrow(path, maxBytes);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw ImageRefusal.NotFound(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Directory.Exists(path) ? ImageRefusal.NotAFile(path) : ImageRefusal.Unreadable(path, e);
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(rented);

    private static ImageFile ReadOrThrow(string path, long maxBytes)
    {
        using var handle = File.OpenHandle(path);
        var length = RandomAccess.GetLength(handle);
        if (length == 0)
            throw ImageRefusal.Empty(path);
        if (length > Math.Min(maxBytes, Array.MaxLength))
            throw ImageRefusal.TooLargeFile(path, length, maxBytes);
        var rented = ArrayPool<byte>.Shared.Rent((int)length);
        var read = 0;
        while (read < length)
        {
            var count = RandomAccess.Read(handle, rented.AsSpan(read, (int)length - read), read);
            if (count == 0)
                break;
            read += count;
        }

        return new ImageFile(rented, read);
    }
}
