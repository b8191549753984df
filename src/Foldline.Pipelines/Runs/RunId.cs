using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Foldline.Pipelines.Runs;

/// <summary>Names of run folders: the time to the second, so that they sort, and a short hash, so that two never collide.</summary>
public static class RunId
{
    /// <summary>An id such as <c>20210131-142536-9f3a</c>.</summary>
    /// <param name="time">When the run starts; written as UTC.</param>
    /// <param name="recipe">The effective recipe as text.</param>
    /// <param name="attempt">0, or how many ids of this second were taken already.</param>
    public static string Create(DateTimeOffset time, string recipe, int attempt)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{time.UtcTicks}\n{attempt}\n{recipe}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        return $"{time.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{hash[..4]}";
    }
}
