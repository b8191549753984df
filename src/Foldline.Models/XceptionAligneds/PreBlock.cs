using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.XceptionAligneds;

/// <summary>Norm and ReLU before each convolution; the shortcut starts behind the first.</summary>
internal sealed class PreBlock : AlignedBlock
{
    private readonly Layer norm;

    public PreBlock(AlignedBlockSettings settings, int inChannels, double eps, double dropRate)
        : base(settings, dropRate)
    {
        if (HasConvolution(settings, inChannels))
            Shortcut = Register("shortcut", AlignedParts.Conv(inChannels, settings.Widths[^1], 1, settings.Stride));
        norm = Register("norm", new BatchNormAct2d(inChannels, eps: eps));
        for (var i = 0; i < settings.Widths.Length; i++)
        {
            var stride = i == settings.Widths.Length - 1 ? settings.Stride : 1;
            Stack.Add($"conv{i + 1}", new PreSeparableConv2d(i == 0 ? inChannels : settings.Widths[i - 1], settings.Widths[i], stride, i == 0, eps));
        }

        Register("stack", Stack);
    }

    public override Tensor Forward(Tensor input, List<Tensor>? maps)
    {
        using var normed = norm.Forward(input);
        return base.Forward(normed, maps);
    }
}
