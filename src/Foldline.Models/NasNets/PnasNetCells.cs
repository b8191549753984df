using Foldline.Models.Layers;
using Foldline.Torch.Nn;
using static Foldline.Models.NasNets.NasSource;

namespace Foldline.Models.NasNets;

/// <summary>The cells of PNASNet-5 (Liu et al. 2018).</summary>
internal static class PnasNetCells
{
    private static readonly NasSource[] AllPairs = [Pair0, Pair1, Pair2, Pair3, Pair4];

    /// <summary>The stem's first cell, whose two inputs are one: the first convolution's output. It halves it.</summary>
    public static NasCell Stem(int inChannels, int filters)
    {
        var pooled = new NamedSequence(
            ("max_pool", new MaxPool2dSame(3, 2)),
            ("conv", Convolutions.SameConv(inChannels, filters, 1)),
            ("bn", NasNetNorm.Of(filters)));
        return new(
            filters,
            new NasEntries(new Identity(), new ActConvNorm(inChannels, filters)),
            Pairs(filters, inChannels, 2, pooled),
            AllPairs);
    }

    /// <summary>Any other cell.</summary>
    /// <param name="previous">Channels of the older input.</param>
    /// <param name="current">Channels of the younger input.</param>
    /// <param name="filters">Channels of each sum.</param>
    /// <param name="reduces">Whether the cell halves its inputs.</param>
    /// <param name="isMatched">Whether the older input has twice the size of the younger.</param>
    public static NasCell Cell(int previous, int current, int filters, bool reduces, bool isMatched)
    {
        var stride = reduces ? 2 : 1;
        Layer entry = isMatched ? new FactorizedReduction(previous, filters) : new ActConvNorm(previous, filters);
        return new(filters, new NasEntries(entry, new ActConvNorm(current, filters)), Pairs(filters, filters, stride, Largest(stride)), AllPairs);
    }

    private static (NasBranch Left, NasBranch Right)[] Pairs(int filters, int previous, int stride, Layer pooled) =>
    [
        (new(Previous, Separable(previous, filters, 5, stride)), new(Previous, pooled)),
        (new(Current, Separable(filters, filters, 7, stride)), new(Current, Largest(stride))),
        (new(Current, Separable(filters, filters, 5, stride)), new(Current, Separable(filters, filters, 3, stride))),
        (new(Pair2, Separable(filters, filters, 3, 1)), new(Current, Largest(stride))),
        (new(Previous, Separable(previous, filters, 3, stride)), new(Current, stride == 1 ? null : new ActConvNorm(filters, filters, stride))),
    ];

    private static SeparableBranch Separable(int inChannels, int outChannels, int kernelSize, int stride) =>
        new(inChannels, outChannels, kernelSize, stride, widensFirst: true);

    private static Layer Largest(int stride) => stride == 1 ? new MaxPool2d(3, 1, 1) : new MaxPool2dSame(3, stride);
}
