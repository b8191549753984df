using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientVitMsras;

/// <summary>One attention between two depthwise convolutions with 1×1 convolutions, each with a shortcut (Liu et al. 2023): [N, C, H, W] → the same.</summary>
internal sealed class EfficientVitMsraBlock : Layer
{
    private readonly ShortcutBranch depthwise0;
    private readonly ShortcutBranch mlp0;
    private readonly ShortcutBranch mixer;
    private readonly ShortcutBranch depthwise1;
    private readonly ShortcutBranch mlp1;

    /// <param name="channels">Channels; a multiple of the heads.</param>
    /// <param name="map">Height and width of the maps.</param>
    /// <param name="kernels">Kernel of the depthwise convolution of each head's queries.</param>
    public EfficientVitMsraBlock(int channels, Size2 map, int[] kernels)
    {
        depthwise0 = Register("dw0", EfficientVitMsraParts.Depthwise(channels, 0));
        mlp0 = Register("ffn0", EfficientVitMsraParts.Mlp(channels));
        mixer = Register("mixer", new ShortcutBranch(new WindowedAttention(channels, map, kernels)));
        depthwise1 = Register("dw1", EfficientVitMsraParts.Depthwise(channels, 0));
        mlp1 = Register("ffn1", EfficientVitMsraParts.Mlp(channels));
    }

    public override Tensor Forward(Tensor input) => depthwise0.Forward(input).Then(mlp0).Then(mixer).Then(depthwise1).Then(mlp1);
}
