using Foldline.Models.Layers;
using Foldline.Torch.Nn;

namespace Foldline.Models.XceptionAligneds;

/// <summary>Convolutions with norms behind them; ReLUs before each, in the last block behind.</summary>
internal sealed class PostBlock : AlignedBlock
{
    public PostBlock(AlignedBlockSettings settings, int inChannels, double eps, double dropRate)
        : base(settings, dropRate)
    {
        if (HasConvolution(settings, inChannels))
        {
            var (conv, norm) = (AlignedParts.Conv(inChannels, settings.Widths[^1], 1, settings.Stride), new BatchNormAct2d(settings.Widths[^1], ActivationKind.Identity, eps));
            Shortcut = Register("shortcut", new ConvNormAct(conv, norm));
        }

        for (var i = 0; i < settings.Widths.Length; i++)
        {
            if (!settings.IsLast)
                Stack.Add($"act{i + 1}", new Activation(ActivationKind.Relu, inPlace: i > 0));
            var stride = i == settings.Widths.Length - 1 ? settings.Stride : 1;
            Stack.Add($"conv{i + 1}", new AlignedSeparableConv2d(
                i == 0 ? inChannels : settings.Widths[i - 1],
                settings.Widths[i],
                stride,
                settings.IsLast ? ActivationKind.Relu : ActivationKind.Identity,
                eps));
        }

        Register("stack", Stack);
    }
}
