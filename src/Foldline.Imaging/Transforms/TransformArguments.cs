using System.Collections.Immutable;

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

    /// <summary>One or more numbers of pixels of at least 1.</summary>
    public static ImmutableArray<int> Sides(this PartArguments arguments, string key)
    {
        var sides = arguments.GetDoubles(key);
        return !sides.IsEmpty && sides.All(side => side is >= 1 and <= int.MaxValue && side == Math.Floor(side))
            ? [.. sides.Select(side => (int)side)]
            : throw arguments.Invalid(key, "one or more numbers of pixels of at least 1");
    }

    /// <summary>An integer of at least <paramref name="least"/>.</summary>
    public static int Count(this PartArguments arguments, string key, int least, int? fallback = null)
    {
        var count = arguments.GetInt32(key, fallback);
        return count >= least ? count : throw arguments.Invalid(key, $"an integer of at least {least}");
    }

    /// <summary>A number above 0.</summary>
    public static double Positive(this PartArguments arguments, string key, double fallback)
    {
        var number = arguments.GetDouble(key, fallback);
        return number > 0 && double.IsFinite(number) ? number : throw arguments.Invalid(key, "a number above 0");
    }

    /// <summary>A number of at least 0.</summary>
    public static double NotNegative(this PartArguments arguments, string key, double fallback)
    {
        var number = arguments.GetDouble(key, fallback);
        return number >= 0 && double.IsFinite(number) ? number : throw arguments.Invalid(key, "a number of at least 0");
    }

    /// <summary>Factors above 0: one number, or [low, high].</summary>
    public static ValueRange Factors(this PartArguments arguments, string key, ValueRange fallback)
    {
        if (!arguments.Has(key))
            return fallback;
        return arguments.GetDoubles(key) switch
        {
            [var factor] when factor > 0 && double.IsFinite(factor) => new ValueRange(factor, factor),
            [var low, var high] when low > 0 && low <= high && double.IsFinite(high) => new ValueRange(low, high),
            _ => throw arguments.Invalid(key, "a number above 0, or [low, high] with low above 0 and not above high"),
        };
    }

    /// <summary>Not negative: one number H for 0 to H, or [low, high].</summary>
    public static ValueRange UnitRange(this PartArguments arguments, string key, ValueRange fallback)
    {
        if (!arguments.Has(key))
            return fallback;
        return arguments.GetDoubles(key) switch
        {
            [var high] when high >= 0 && double.IsFinite(high) => new ValueRange(0, high),
            [var low, var high] when low >= 0 && low <= high && double.IsFinite(high) => new ValueRange(low, high),
            _ => throw arguments.Invalid(key, "a number of at least 0, or [low, high] with low of at least 0 and not above high"),
        };
    }

    /// <summary>Integers: one number L for -L to L, or [low, high].</summary>
    public static ValueRange Integers(this PartArguments arguments, string key)
    {
        var range = arguments.Range(key, default);
        return range.Low == Math.Floor(range.Low) && range.High == Math.Floor(range.High) && Math.Max(-range.Low, range.High) < 1e9
            ? range
            : throw arguments.Invalid(key, "one integer or [low, high] of integers");
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
