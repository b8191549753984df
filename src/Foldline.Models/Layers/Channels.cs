namespace Foldline.Models.Layers;

/// <summary>Numbers of channels that hardware likes.</summary>
internal static class Channels
{
    /// <summary>
    /// The nearest multiple of a divisor, at least one of it; the next larger where rounding would lose more than the limit
    /// allows (0.9: a tenth). Definition: TensorFlow's MobileNet.
    /// </summary>
    public static int MakeDivisible(double channels, int divisor = 8, double roundLimit = 0.9)
    {
        var rounded = Math.Max(divisor, (int)(channels + (divisor / 2.0)) / divisor * divisor);
        return rounded < roundLimit * channels ? rounded + divisor : rounded;
    }
}
