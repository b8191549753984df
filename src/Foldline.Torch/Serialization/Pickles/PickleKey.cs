using System.Globalization;
using System.Numerics;

namespace Foldline.Torch.Serialization.Pickles;

/// <summary>Keys of dictionaries as text.</summary>
internal static class PickleKey
{
    /// <summary>The text of a key, or null where the key is a container or a tensor.</summary>
    public static string? TextOf(object? key) => key switch
    {
        string text => text,
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        BigInteger number => number.ToString(CultureInfo.InvariantCulture),
        bool value => value ? "True" : "False",
        null => "None",
        _ => null,
    };
}
