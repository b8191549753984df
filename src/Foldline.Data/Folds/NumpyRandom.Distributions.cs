namespace Foldline.Data.Folds;

/// <summary>Normal, gamma and beta draws as the legacy generator makes them.</summary>
public sealed partial class NumpyRandom
{
    private double? spareNormal;

    /// <summary>Uniform in [low, high) (<c>uniform</c>).</summary>
    /// <param name="low">Lower bound.</param>
    /// <param name="high">Upper bound.</param>
    public double NextUniform(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>Standard normal draw (<c>standard_normal</c>): Marsaglia's polar method, of each pair the second first.</summary>
    public double NextNormal()
    {
        if (spareNormal is { } spare)
        {
            spareNormal = null;
            return spare;
        }

        double x, y, square;
        do
        {
            x = (2 * NextDouble()) - 1;
            y = (2 * NextDouble()) - 1;
            square = (x * x) + (y * y);
        }
        while (square >= 1 || square == 0);

        var factor = Math.Sqrt(-2 * Math.Log(square) / square);
        spareNormal = factor * x;
        return factor * y;
    }

    /// <summary>Beta draw (<c>beta(a, b)</c>): Jöhnk's method when neither exceeds 1, otherwise two gamma draws. Mixup takes its weights from it.</summary>
    /// <param name="a">First shape, above 0.</param>
    /// <param name="b">Second shape, above 0.</param>
    public double NextBeta(double a, double b)
    {
        if (a > 1 || b > 1)
        {
            var first = NextGamma(a);
            return first / (first + NextGamma(b));
        }

        while (true)
        {
            var u = NextDouble();
            var v = NextDouble();
            var x = Math.Pow(u, 1 / a);
            var y = Math.Pow(v, 1 / b);
            if (x + y > 1)
                continue;
            if (x + y > 0)
                return x / (x + y);

            // Both powers ran out of range: the same quotient by logarithms.
            var logX = Math.Log(u) / a;
            var logY = Math.Log(v) / b;
            var larger = Math.Max(logX, logY);
            return Math.Exp(logX - larger - Math.Log(Math.Exp(logX - larger) + Math.Exp(logY - larger)));
        }
    }

    /// <summary>Gamma draw with scale 1 (<c>standard_gamma(shape)</c>): Marsaglia and Tsang (2000) above 1, Best's method below.</summary>
    /// <param name="shape">Above 0.</param>
    public double NextGamma(double shape) => shape switch
    {
        1 => NextExponential(),
        < 1 => NextSmallGamma(shape),
        _ => NextLargeGamma(shape),
    };

    private double NextExponential() => -Math.Log(1 - NextDouble());

    private double NextSmallGamma(double shape)
    {
        while (true)
        {
            var u = NextDouble();
            var v = NextExponential();
            if (u <= 1 - shape)
            {
                var low = Math.Pow(u, 1 / shape);
                if (low <= v)
                    return low;
                continue;
            }

            var y = -Math.Log((1 - u) / shape);
            var high = Math.Pow(1 - shape + (shape * y), 1 / shape);
            if (high <= v + y)
                return high;
        }
    }

    private double NextLargeGamma(double shape)
    {
        var b = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * b);
        while (true)
        {
            double x, v;
            do
            {
                x = NextNormal();
                v = 1 + (c * x);
            }
            while (v <= 0);

            v = v * v * v;
            var u = NextDouble();
            if (u < 1 - (0.0331 * (x * x) * (x * x)) || Math.Log(u) < (0.5 * x * x) + (b * (1 - v + Math.Log(v))))
                return b * v;
        }
    }
}
