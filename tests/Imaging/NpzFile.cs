using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace Foldline.Tests.Imaging;

/// <summary>One array of an .npz file: little-endian, C order, npy version 1.</summary>
internal sealed record NpyArray(string Type, int[] Shape, byte[] Bytes)
{
    public T[] As<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Bytes).ToArray();
}

/// <summary>Reads the reference arrays.</summary>
internal static class NpzFile
{
    public static Dictionary<string, NpyArray> Read(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        return zip.Entries.ToDictionary(entry => Path.GetFileNameWithoutExtension(entry.Name), ReadArray, StringComparer.Ordinal);
    }

    private static NpyArray ReadArray(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var bytes = memory.ToArray();
        var headerLength = BitConverter.ToUInt16(bytes, 8);
        var header = Encoding.ASCII.GetString(bytes, 10, headerLength);
        var shape = Between(header, "'shape': (", ")")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(text => int.Parse(text, CultureInfo.InvariantCulture));
        return new NpyArray(Between(header, "'descr': '", "'").TrimStart('<', '|'), [.. shape], bytes[(10 + headerLength)..]);
    }

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
