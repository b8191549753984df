using System.Globalization;

namespace Foldline.Tests.Models.Weights.Downloads;

/// <summary>A request that a <see cref="FileServer"/> got.</summary>
internal sealed record ServedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>First byte that is wanted; null for all.</summary>
    public long? From => Headers.TryGetValue("Range", out var range) ? long.Parse(range["bytes=".Length..].Split('-')[0], CultureInfo.InvariantCulture) : null;
}
