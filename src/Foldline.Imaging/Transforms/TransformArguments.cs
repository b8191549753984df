namespace Foldline.Imaging;

/// <summary>Arguments that many transforms have.</summary>
internal static class TransformArguments
{
    private static readonly string[] Interpolations = ["nearest", "linear", "cubic", "area", "lanczos4"];
    private static readonly string[] Borders = ["constant", "replicate", "reflect", "wrap", "reflect_101"];

    /// <summary><c>p</c>, from 0 to 1.</summary>
    public static double Probability(this PartArguments arguments, double fallback)
    {
        var probability = arguments.GetDouble("p", fallback);
        return probability is >= 0 and <= 1 ? probability : throw arguments.Invalid("p", "a number from 0 to 1");
    }

    /// <summary>One number L for -L to L, or [low, high].</summary>
    public static ValueRange Range(this PartArguments arguments, string key, ValueRange fallback)
    {
        if (!arguments.Has(key))
            return fallback;
        var limits = arguments.GetDoubles(key);
        return limits switch
        {
            [var limit] when double.IsFinite(limit) => ValueRange.Symmetric(limit),
            [var low, var high] when low <= high && double.IsFinite(high - low) => new ValueRange(low, high),
            _ => throw arguments.Invalid(key, "one number or [low, high] with low not above high"),
        };
    }

    /// <summary><c>height</c> and <c>width</c>, each at least 1.</summary>
    public static ImageSize Size(this PartArguments arguments) => new(arguments.Side("height"), arguments.Side("width"));

    /// <summary>A number of pixels of at least 1.</summary>
    public static int Side(this PartArguments arguments, string key)
    {
        var side = arguments.GetInt32(key);
        return side >= 1 ? side : throw arguments.Invalid(key, "a number of pixels of at least 1");
    }

    /// <summary>An interpolation by its name.</summary>
    public static Interpolation Interpolation(this PartArguments arguments, string key = "interpolation", Interpolation fallback = Imaging.Interpolation.Linear) =>
        (Interpolation)Array.IndexOf(Interpolations, arguments.GetWord(key, Interpolations, Interpolations[(int)fallback]));

    /// <summary><c>interpolation</c>, <c>border</c> and <c>fill</c>.</summary>
    public static WarpOptions Warp(this PartArguments arguments, BorderMode border = BorderMode.Reflect101) => new()
    {
        Interpolation = arguments.Interpolation(),
        Border = (BorderMode)Array.IndexOf(Borders, arguments.GetWord("border", Borders, Borders[(int)border])),
        Fill = arguments.GetDoubles("fill", []),
    };
}
