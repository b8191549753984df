namespace Foldline.Imaging;

/// <summary>What the random parameters of a sample depend on; never on threads or on the order of samples.</summary>
/// <param name="Seed">The recipe's seed.</param>
/// <param name="Epoch">Epoch number, from 0.</param>
/// <param name="Sample">Hash of the sample's id (<see cref="CounterRandom.Hash"/>).</param>
public readonly record struct SampleKey(ulong Seed, int Epoch, ulong Sample)
{
    /// <summary>The key of a sample by its id.</summary>
    /// <param name="seed">The recipe's seed.</param>
    /// <param name="epoch">Epoch number, from 0.</param>
    /// <param name="sampleId">The sample's id.</param>
    public static SampleKey For(ulong seed, int epoch, string sampleId) => new(seed, epoch, CounterRandom.Hash(sampleId));

    /// <summary>The random stream of the transform at a position of the pipeline.</summary>
    /// <param name="position">Position, from 0.</param>
    public CounterRandom Stream(int position) => CounterRandom.For(Seed, (ulong)Epoch, Sample, (ulong)position);
}
