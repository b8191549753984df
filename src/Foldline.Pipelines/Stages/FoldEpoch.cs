using System.Globalization;
using Foldline.Pipelines.Runs;

namespace Foldline.Pipelines.Stages;

/// <summary>The epoch of the weights that a fold's predictions were made with, kept beside them.</summary>
internal static class FoldEpoch
{
    /// <summary>Writes the epoch.</summary>
    public static void Write(FoldFolder fold, int epoch) => JsonFile.Write(PathOf(fold), json => json.WriteNumber("epoch", epoch));

    /// <summary>Whether a fold has predictions.</summary>
    public static bool IsThere(FoldFolder fold) => File.Exists(PathOf(fold));

    /// <summary>Reads the epoch; 0 when it is not known.</summary>
    public static int Read(FoldFolder fold)
    {
        if (!File.Exists(PathOf(fold)))
            return 0;
        var digits = new string([.. File.ReadAllText(PathOf(fold)).Where(char.IsAsciiDigit)]);
        return int.TryParse(digits, CultureInfo.InvariantCulture, out var epoch) ? epoch : 0;
    }

    private static string PathOf(FoldFolder fold) => Path.Combine(fold.Path, "predicted.json");
}
