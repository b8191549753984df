using Foldline.Models.Layers;
using Foldline.Torch.Nn;
using static Foldline.Models.NasNets.NasSource;

namespace Foldline.Models.NasNets;

/// <summary>The cells of NASNet-A (Zoph et al. 2018).</summary>
internal static class NasNetCells
{
    /// <summary>The stem's first cell, whose two inputs are one: the first convolution's output.</summary>
    public static NasCell FirstStem(int inChannels, int filters) =>
        Reducing(filters, new NasEntries(new Identity(), new ActConvNorm(inChannels, filters)), inChannels);

    /// <summary>The stem's second cell; the older of its inputs has twice the size of the other.</summary>
    public static NasCell SecondStem(int previous, int current, int filters) => Reducing(filters, Matched(previous, current, filters), filters);

    /// <summary>A cell that halves its inputs.</summary>
    public static NasCell Reduction(int previous, int current, int filters) => Reducing(filters, Equal(previous, current, filters), filters);

    /// <summary>A cell that keeps the size; the older of its inputs has twice the size of the other.</summary>
    public static NasCell First(int previous, int current, int filters) => Keeping(filters, Matched(previous, current, filters));

    /// <summary>A cell that keeps the size of its inputs.</summary>
    public static NasCell Normal(int previous, int current, int filters) => Keeping(filters, Equal(previous, current, filters));

    private static NasEntries Equal(int previous, int current, int filters) => new(new ActConvNorm(previous, filters), new ActConvNorm(current, filters));

    private static NasEntries Matched(int previous, int current, int filters) =>
        new(new FactorizedReduction(previous, filters), new ActConvNorm(current, filters), OpensPrevious: true);

    private static NasCell Keeping(int filters, NasEntries entries) => new(
        filters,
        entries,
        [
            (new(Current, Separable(filters, 5)), new(Previous, Separable(filters, 3))),
            (new(Previous, Separable(filters, 5)), new(Previous, Separable(filters, 3))),
            (new(Current, Mean()), new(Previous)),
            (new(Previous, Mean()), new(Previous, Mean())),
            (new(Current, Separable(filters, 3)), new(Current)),
        ],
        [Previous, Pair0, Pair1, Pair2, Pair3, Pair4]);

    // The first pair is only an input of others. The stem's first cell widens its older input in the branches.
    private static NasCell Reducing(int filters, NasEntries entries, int previous) => new(
        filters,
        entries,
        [
            (new(Current, Strided(filters, filters, 5)), new(Previous, Strided(previous, filters, 7))),
            (new(Current, new MaxPool2dSame(3, 2)), new(Previous, Strided(previous, filters, 7))),
            (new(Current, new AvgPool2dSame(3, 2)), new(Previous, Strided(previous, filters, 5))),
            (new(Pair1), new(Pair0, Mean())),
            (new(Pair0, Separable(filters, 3)), new(Current, new MaxPool2dSame(3, 2))),
        ],
        [Pair1, Pair2, Pair3, Pair4]);

    private static SeparableBranch Separable(int channels, int kernelSize) => new(channels, channels, kernelSize);

    private static SeparableBranch Strided(int inChannels, int outChannels, int kernelSize) => new(inChannels, outChannels, kernelSize, 2, widensFirst: true);

    private static AvgPool2d Mean() => new(3, 1, 1, countIncludePad: false);
}
