using Foldline.Torch;

namespace Foldline.Training.Schedules;

/// <summary>Noise on a rate as timm draws it: from PyTorch's generator, seeded for each step.</summary>
/// <param name="From">First step with noise.</param>
/// <param name="Until">First step without noise again; infinite for noise to the end.</param>
/// <param name="Share">Largest change, as a share of the rate.</param>
/// <param name="Seed">Seed of step 0; each later step has the next one.</param>
/// <param name="IsNormal">Whether the noise is a standard normal number, drawn until it is small enough, instead of uniform.</param>
public sealed record TimmNoise(double From, double Until, double Share, long Seed, bool IsNormal)
{
    /// <summary>A rate with the noise of a step.</summary>
    /// <param name="lr">The rate.</param>
    /// <param name="step">The step, from 0.</param>
    public double Apply(double lr, long step) => step >= From && step < Until ? lr + (lr * Draw(step)) : lr;

    private double Draw(long step)
    {
        using var scope = new TensorScope();
        using var generator = new TorchGenerator((ulong)(Seed + step));
        var draw = Aten.Empty([1]);
        if (!IsNormal)
            return 2 * (draw.UniformInPlace(0, 1, generator).ToDouble() - 0.5) * Share;
        while (true)
        {
            var noise = draw.NormalInPlace(0, 1, generator).ToDouble();
            if (Math.Abs(noise) < Share)
                return noise;
        }
    }
}
