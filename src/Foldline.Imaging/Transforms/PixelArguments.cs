using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>Kinds of arguments that the transforms of samples take.</summary>
internal static class PixelArguments
{
    /// <summary>One number (from <paramref name="start"/> to it) or [low, high], within limits.</summary>
    public static ValueRange RangeFrom(this PartArguments arguments, string key, double start, ValueRange fallback, ValueRange within)
    {
        var limits = arguments.GetDoubles(key, [fallback.Low, fallback.High]);
        var range = limits switch
        {
            [var high] => new ValueRange(Math.Min(start, high), Math.Max(start, high)),
            [var low, var high] => new ValueRange(low, high),
            _ => new ValueRange(double.NaN, double.NaN),
        };
        return range.Low >= within.Low && range.Low <= range.High && range.High <= within.High
            ? range
            : throw arguments.Invalid(key, FormattableString.Invariant($"one number or [low, high] within {within.Low} to {within.High}"));
    }

    /// <summary>One number (a range of it alone, unless <paramref name="start"/> says where the range begins) or [low, high].</summary>
    public static CountRange Counts(this PartArguments arguments, string key, CountRange fallback, CountRange within, int? start = null)
    {
        var limits = arguments.GetDoubles(key, [fallback.Low, fallback.High]);
        var whole = limits.All(limit => limit == Math.Floor(limit) && Math.Abs(limit) <= int.MaxValue);
        var range = limits switch
        {
            [var only] when whole => new CountRange(Math.Min(start ?? (int)only, (int)only), (int)only),
            [var low, var high] when whole => new CountRange((int)low, (int)high),
            _ => new CountRange(int.MaxValue, int.MinValue),
        };
        return range.Low >= within.Low && range.Low <= range.High && range.High <= within.High
            ? range
            : throw arguments.Invalid(key, $"one integer or [low, high] within {within.Low} to {within.High}");
    }

    /// <summary>An integer within limits.</summary>
    public static int CountWithin(this PartArguments arguments, string key, int? fallback, int low, int high = int.MaxValue)
    {
        var count = arguments.GetInt32(key, fallback);
        return count >= low && count <= high ? count : throw arguments.Invalid(key, high == int.MaxValue ? $"an integer of at least {low}" : $"an integer from {low} to {high}");
    }

    /// <summary>A finite list of numbers.</summary>
    public static ImmutableArray<double> Fill(this PartArguments arguments, string key)
    {
        var fill = arguments.GetDoubles(key, []);
        return fill.All(double.IsFinite) ? fill : throw arguments.Invalid(key, "finite numbers");
    }
}
