using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Levits;

/// <summary>Makes the layers that are linear on tokens or convolutions on maps, and takes features apart into heads.</summary>
internal sealed class LevitParts(LevitSettings settings)
{
    public LevitSettings Settings => settings;

    public Activation Act() => new(settings.Activation);

    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="startsAtZero">Whether the norm's weight starts at 0, so that a residual branch starts as nothing.</param>
    public Layer Product(int inChannels, int outChannels, bool startsAtZero = false) => settings.Convolutional
        ? new LevitConv(inChannels, outChannels, startsAtZero: startsAtZero)
        : new LevitLinear(inChannels, outChannels, startsAtZero);

    /// <summary>[N, tokens, heads · c] or [N, heads · c, h, w] → [N, heads, tokens, c].</summary>
    public Tensor ToHeads(Tensor features, int heads)
    {
        if (!settings.Convolutional)
            return DotProductAttention.SplitHeads(features, heads);
        using var scope = new TensorScope();
        return scope.Keep(features.Flatten(2).Reshape([features.Size(0), heads, -1, features.Size(2) * features.Size(3)]).Transpose(2, 3));
    }

    /// <summary>The reverse.</summary>
    public Tensor FromHeads(Tensor heads, Size2 grid)
    {
        if (!settings.Convolutional)
            return DotProductAttention.MergeHeads(heads);
        using var scope = new TensorScope();
        return scope.Keep(heads.Transpose(2, 3).Reshape([heads.Size(0), -1, grid.Height, grid.Width]));
    }

    /// <summary>Tokens as a map [N, C, h, w]; maps stay.</summary>
    public Tensor ToMap(Tensor features, Size2 grid) => settings.Convolutional ? features.Share() : TokenPooling.ToMap(features, 0, grid);
}
