using Foldline.Data.Folds;
using Foldline.Data.Loading;
using Foldline.Torch;

namespace Foldline.Training.Mixing;

/// <summary>Mixes the batches of a training; what is drawn depends on the seed, the epoch and the batch alone.</summary>
/// <param name="Mixup">How.</param>
/// <param name="Classes">Number of classes K.</param>
/// <param name="Seed">The recipe's seed.</param>
public sealed record BatchMixing(Mixup Mixup, long Classes, ulong Seed)
{
    // Keeps these draws apart from those of transforms and of the order of samples, which have the same seed.
    private static readonly ulong Purpose = CounterRandom.Hash("mix");

    /// <summary>Mixes a batch.</summary>
    /// <param name="batch">The batch; it is left as it is.</param>
    /// <param name="targets">Class numbers [N], or shares [N, K].</param>
    /// <returns>Mixed images [N, C, H, W] and shares of classes [N, K].</returns>
    public (Tensor Images, Tensor Targets) Apply(Batch batch, Tensor targets)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var key = CounterRandom.For(Seed, Purpose, (ulong)batch.Epoch, (ulong)batch.Number);
        return Mixup.Apply(batch.Images, targets, Classes, new NumpyRandom((uint)key.NextUInt64()));
    }
}
