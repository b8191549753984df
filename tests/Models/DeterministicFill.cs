using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Tests.Models;

/// <summary>The rule by which the reference models were filled: values depend on the tensor's name and the element's number alone.</summary>
internal static class DeterministicFill
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    public static Tensor Input(params long[] shape)
    {
        var tensor = Aten.Empty(shape, dtype: DType.Float32);
        Fill(tensor.Data<float>(), "input", (-0.5, 2 * Math.Sqrt(3)));
        return tensor;
    }

    /// <summary>Fills all floating point tensors of a module's state.</summary>
    /// <param name="module">The module.</param>
    /// <param name="gain">Multiplies tensors of two and more dimensions.</param>
    public static void Fill(Module module, double gain = 1) => Fill(module, _ => gain);

    /// <summary>The same with a gain for each name.</summary>
    public static void Fill(Module module, Func<string, double> gain)
    {
        using var noGrad = GradMode.NoGrad();
        foreach (var (name, tensor) in module.StateDict())
        {
            if (tensor.DType == DType.Float32)
                Fill(tensor.Data<float>(), name, Rule(name, tensor, gain(name)));
        }
    }

    /// <summary>u → (u + offset) * factor.</summary>
    private static (double Offset, double Factor) Rule(string name, Tensor tensor, double gain)
    {
        if (name.EndsWith("running_var", StringComparison.Ordinal))
            return (0.5, 1);
        if (name.EndsWith("running_mean", StringComparison.Ordinal))
            return (-0.5, 0.2);
        if (tensor.Rank >= 2)
            return (-0.5, 2 * Math.Sqrt(3.0 / (tensor.Count / tensor.Size(0))) * gain);
        return name.EndsWith("bias", StringComparison.Ordinal) ? (-0.5, 0.2) : (1.5, 0.5);
    }

    private static void Fill(Span<float> values, string name, (double Offset, double Factor) rule)
    {
        var state = CounterRandom.Hash(name);
        for (var j = 0; j < values.Length; j++)
        {
            state += Golden;
            var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            var u = ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
            values[j] = (float)((u + rule.Offset) * rule.Factor);
        }
    }
}
