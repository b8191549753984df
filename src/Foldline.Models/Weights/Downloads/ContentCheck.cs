using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Foldline.Models.Weights.Downloads;

/// <summary>What a file's content must be: its size and a hash, as far as they are known.</summary>
/// <param name="Size">Bytes; null when unknown.</param>
/// <param name="Hash">Lower-case hexadecimal digits: 64 = SHA-256, 40 = git's hash of a blob, fewer = the first ones of the SHA-256; null when unknown.</param>
internal sealed partial record ContentCheck(long? Size, string? Hash)
{
    private const int Sha256Digits = 64, GitDigits = 40;

    /// <summary>The check that a hub's entity tag stands for: files in large-file storage are named by their SHA-256, others as git does.</summary>
    public static ContentCheck OfHub(string etag, long? size) =>
        new(size, etag.Length is Sha256Digits or GitDigits && etag.All(char.IsAsciiHexDigitLower) ? etag : null);

    /// <summary>The check that a file name carries as <c>torch.hub</c> expects it: <c>resnet34-b627a593.pth</c>.</summary>
    public static ContentCheck OfFileName(string name) => new(null, Pin().Match(name) is { Success: true } match ? match.Groups[1].Value : null);

    /// <summary>Checks a file and deletes it when it is not as it should be.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What messages call it.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="FoldlineException">FL2233: it is damaged.</exception>
    public async Task RequireAsync(string path, string what, CancellationToken cancellation)
    {
        var size = new FileInfo(path).Length;
        if (Size is { } expected && size != expected)
        {
            File.Delete(path);
            throw DownloadErrors.Damaged(what, "size", size.ToString(CultureInfo.InvariantCulture), expected.ToString(CultureInfo.InvariantCulture));
        }

        if (Hash is null)
            return;
        var found = await HashAsync(path, size, cancellation).ConfigureAwait(false);
        if (found.StartsWith(Hash, StringComparison.Ordinal))
            return;
        File.Delete(path);
        throw DownloadErrors.Damaged(what, Hash.Length == GitDigits ? "git hash" : "SHA-256", found, Hash.Length < GitDigits ? $"{Hash}…" : Hash);
    }

    private async Task<string> HashAsync(string path, long size, CancellationToken cancellation)
    {
        const int BufferSize = 1 << 20;
        var isGit = Hash!.Length == GitDigits;
        // Git names a blob by the SHA-1 of its length and content; nothing secret hangs on it.
        using var hash = IncrementalHash.CreateHash(isGit ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256);
        if (isGit)
            hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {size}\0")));
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, BufferSize, useAsync: true);
        var buffer = new byte[BufferSize];
        while (await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var count)
            hash.AppendData(buffer, 0, count);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    [GeneratedRegex(@"-([a-f0-9]{8,64})\.")]
    private static partial Regex Pin();
}
