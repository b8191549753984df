using System.Collections.Concurrent;
using Foldline.Imaging;

namespace Foldline.Data.Loading;

/// <summary>
/// Decodes pictures and takes what is left of damaged ones, noting file and reason. What is missing of a picture is filled by its codec.
/// Thread-safe.
/// </summary>
public sealed class DamagedFiles
{
    // Pictures that end too early, have a wrong checksum or damaged data; anything else gives no picture at all.
    private static readonly string[] Accepted = ["FL3006", "FL3008", "FL3010"];
    private readonly ConcurrentDictionary<string, string> reasons = new(StringComparer.Ordinal);

    /// <summary>The files so far with their reasons, in the order of their names.</summary>
    public IReadOnlyList<(string File, string Reason)> Found =>
        [.. reasons.Select(entry => (entry.Key, entry.Value)).OrderBy(entry => entry.Key, StringComparer.Ordinal)];

    /// <summary>Decodes a picture, damaged or not.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="name">What it is called.</param>
    /// <exception cref="FoldlineException">FL3003 to FL3013: there is no picture to be had.</exception>
    public Image Decode(ReadOnlySpan<byte> bytes, DecodeOptions options, string name)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            return ImageCodec.Decode(bytes, options with { Strict = true }, name);
        }
        catch (FoldlineException e) when (Accepted.Contains(e.Code))
        {
            var image = ImageCodec.Decode(bytes, options with { Strict = false }, name);
            reasons.TryAdd(name, e.Facts.GetValueOrDefault("found", e.Message));
            return image;
        }
    }
}
