using System.Security.Cryptography;

namespace Foldline.Pipelines.Bundles;

/// <summary>Fingerprints of files.</summary>
internal static class FileDigest
{
    /// <summary>SHA-256 of a file's content, 64 hexadecimal digits.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string Of(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
