using System.Globalization;

namespace Foldline.Pipelines.Experiments;

/// <summary>Differences as people read them.</summary>
public static class SignedText
{
    private const int Digits = 5;

    /// <summary>Such as <c>+0.00120</c>; a dash for what is not finite.</summary>
    /// <param name="difference">Any number.</param>
    public static string Of(double difference)
    {
        if (!double.IsFinite(difference))
            return "–";
        // What rounds to nothing has no sign.
        var rounded = Math.Round(difference, Digits);
        return rounded == 0 ? "0.00000" : rounded.ToString("+0.00000;-0.00000", CultureInfo.InvariantCulture);
    }
}
