namespace Foldline.Imaging.Similarity;

/// <summary>What is left of a small grey picture when its surroundings are taken from every pixel: a vector of length 1, in steps of 1/127 of its largest entry. Immutable.</summary>
internal sealed class DetailVector
{
    // Less than half a grey value of 255 over the whole picture is rounding.
    private const float Rounding = 0.5f;
    private readonly sbyte[] values;
    private readonly double length;

    private DetailVector(sbyte[] values, double length) => (this.values, this.length) = (values, length);

    /// <summary>Looks at a picture.</summary>
    /// <param name="small">Rows of <paramref name="side"/> grey values.</param>
    /// <param name="side">Height and width.</param>
    /// <param name="surroundings">Standard deviation of the Gaussian that is taken away, in pixels.</param>
    /// <returns>Null when the picture has no details.</returns>
    public static DetailVector? Of(float[] small, int side, double surroundings)
    {
        var smooth = new GrayPlane(small, side, side).Smooth(small, surroundings);
        float[] details = [.. small.Zip(smooth, (value, mean) => value - mean)];
        if (MathF.Sqrt(details.Sum(value => value * value)) < Rounding)
            return null;
        var scale = sbyte.MaxValue / details.Max(MathF.Abs);
        sbyte[] values = [.. details.Select(value => (sbyte)MathF.Round(value * scale))];
        return new DetailVector(values, Math.Sqrt(Dot(values, values)));
    }

    /// <summary>Correlation with another picture of the same side, -1 … 1.</summary>
    public double CorrelationWith(DetailVector other) => Dot(values, other.values) / (length * other.length);

    private static double Dot(sbyte[] first, sbyte[] second)
    {
        var sum = 0;
        for (var i = 0; i < first.Length; i++)
            sum += first[i] * second[i];
        return sum;
    }
}
