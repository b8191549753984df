namespace Foldline.Torch.Nn;

/// <summary>
/// PyTorch's initialisation functions (<c>torch.nn.init</c>). With the same generator state they give the same values as
/// PyTorch 1.13; all work in place and return the tensor.
/// </summary>
public static class Init
{
    /// <summary>Gain of a leaky ReLU: sqrt(2 / (1 + slope²)); slope 0 is the ReLU's.</summary>
    /// <param name="slope">Negative slope.</param>
    public static double LeakyReluGain(double slope = 0) => Math.Sqrt(2 / (1 + (slope * slope)));

    /// <summary>Numbers of inputs and outputs of a weight [out, in, …kernel].</summary>
    /// <param name="weight">At least two dimensions.</param>
    public static (long FanIn, long FanOut) Fans(Tensor weight)
    {
        var shape = weight.Shape;
        if (shape.Length < 2)
            throw new ArgumentException("Fan in and fan out need at least two dimensions.", nameof(weight));
        var field = 1L;
        foreach (var size in shape[2..])
            field *= size;
        return (shape[1] * field, shape[0] * field);
    }

    /// <summary>He et al. 2015, uniform: bound = gain · sqrt(3 / fan).</summary>
    /// <param name="weight">Weight [out, in, …].</param>
    /// <param name="generator">Source of random numbers.</param>
    /// <param name="slope">Slope of the leaky ReLU that follows; sqrt(5) in PyTorch's layer defaults.</param>
    /// <param name="fanOut">Preserve the gradients' variance instead of the activations'.</param>
    public static Tensor KaimingUniform(Tensor weight, TorchGenerator generator, double slope = 0, bool fanOut = false)
    {
        var bound = Math.Sqrt(3.0) * (LeakyReluGain(slope) / Math.Sqrt(Fan(weight, fanOut)));
        return Uniform(weight, generator, -bound, bound);
    }

    /// <summary>He et al. 2015, normal: standard deviation = gain / sqrt(fan).</summary>
    /// <inheritdoc cref="KaimingUniform"/>
    public static Tensor KaimingNormal(Tensor weight, TorchGenerator generator, double slope = 0, bool fanOut = false) =>
        Normal(weight, generator, 0, LeakyReluGain(slope) / Math.Sqrt(Fan(weight, fanOut)));

    /// <summary>Glorot and Bengio 2010, uniform: bound = gain · sqrt(6 / (fan in + fan out)).</summary>
    /// <param name="weight">Weight [out, in, …].</param>
    /// <param name="generator">Source of random numbers.</param>
    /// <param name="gain">Factor.</param>
    public static Tensor XavierUniform(Tensor weight, TorchGenerator generator, double gain = 1)
    {
        var bound = Math.Sqrt(3.0) * XavierDeviation(weight, gain);
        return Uniform(weight, generator, -bound, bound);
    }

    /// <summary>Glorot and Bengio 2010, normal: standard deviation = gain · sqrt(2 / (fan in + fan out)).</summary>
    /// <inheritdoc cref="XavierUniform"/>
    public static Tensor XavierNormal(Tensor weight, TorchGenerator generator, double gain = 1) =>
        Normal(weight, generator, 0, XavierDeviation(weight, gain));

    /// <summary>Uniform in [low, high).</summary>
    /// <param name="tensor">Tensor to fill.</param>
    /// <param name="generator">Source of random numbers.</param>
    /// <param name="low">Lower bound.</param>
    /// <param name="high">Upper bound.</param>
    public static Tensor Uniform(Tensor tensor, TorchGenerator generator, double low = 0, double high = 1)
    {
        using var noGrad = GradMode.NoGrad();
        return tensor.UniformInPlace(low, high, generator);
    }

    /// <summary>Normal.</summary>
    /// <param name="tensor">Tensor to fill.</param>
    /// <param name="generator">Source of random numbers.</param>
    /// <param name="mean">Mean.</param>
    /// <param name="deviation">Standard deviation.</param>
    public static Tensor Normal(Tensor tensor, TorchGenerator generator, double mean = 0, double deviation = 1)
    {
        using var noGrad = GradMode.NoGrad();
        return tensor.NormalInPlace(mean, deviation, generator);
    }

    /// <summary>Normal cut off at ±2 (absolute, as PyTorch's default), by the inverse error function, as PyTorch 1.13 draws it.</summary>
    /// <inheritdoc cref="Normal"/>
    public static Tensor TruncatedNormal(Tensor tensor, TorchGenerator generator, double mean = 0, double deviation = 1)
    {
        const double Low = -2, High = 2;
        using var noGrad = GradMode.NoGrad();
        var lower = NormalCdf((Low - mean) / deviation);
        var upper = NormalCdf((High - mean) / deviation);
        tensor.UniformInPlace((2 * lower) - 1, (2 * upper) - 1, generator);
        return tensor.ErfinvInPlace().MulInPlace(deviation * Math.Sqrt(2.0)).AddInPlace(mean).ClampInPlace(Low, High);
    }

    /// <summary>One value everywhere.</summary>
    /// <param name="tensor">Tensor to fill.</param>
    /// <param name="value">The value.</param>
    public static Tensor Constant(Tensor tensor, double value)
    {
        using var noGrad = GradMode.NoGrad();
        return tensor.FillInPlace(value);
    }

    /// <summary>A (semi-)orthogonal matrix of the flattened weight [out, in·kernel] (Saxe et al. 2013).</summary>
    /// <param name="weight">At least two dimensions.</param>
    /// <param name="generator">Source of random numbers.</param>
    /// <param name="gain">Factor.</param>
    public static Tensor Orthogonal(Tensor weight, TorchGenerator generator, double gain = 1)
    {
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        var rows = weight.Size(0);
        var columns = weight.Count / rows;
        var flat = Aten.Empty([rows, columns], dtype: weight.DType).NormalInPlace(0, 1, generator);
        if (rows < columns)
            flat = flat.T();
        var (q, r) = flat.LinalgQr();
        q.MulInPlace(r.Diagonal().Sign());
        if (rows < columns)
            q = q.T();
        weight.CopyInPlace(q.Reshape(weight.Shape)).MulInPlace(gain);
        return weight;
    }

    /// <summary>Identity of convolutions: each output channel copies one input channel (Dirac delta in the kernel's middle).</summary>
    /// <param name="weight">Weight [out, in, …kernel] of three to five dimensions.</param>
    public static Tensor Dirac(Tensor weight)
    {
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        weight.ZeroInPlace();
        for (var channel = 0; channel < Math.Min(weight.Size(0), weight.Size(1)); channel++)
        {
            var cell = weight[channel, channel];
            while (cell.Rank > 0)
                cell = cell[(int)(cell.Size(0) / 2)];
            cell.FillInPlace(1);
        }

        return weight;
    }

    private static long Fan(Tensor weight, bool fanOut)
    {
        var (fanIn, fans) = Fans(weight);
        return fanOut ? fans : fanIn;
    }

    private static double XavierDeviation(Tensor weight, double gain)
    {
        var (fanIn, fanOut) = Fans(weight);
        return gain * Math.Sqrt(2.0 / (fanIn + fanOut));
    }

    // Φ by the engine's double-precision error function: the result must agree with Python's to the last bits.
    private static double NormalCdf(double x)
    {
        using var scope = new TensorScope();
        return (1 + Tensor.FromScalar(x / Math.Sqrt(2.0)).Erf().ToDouble()) / 2;
    }
}
