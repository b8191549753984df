using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MobileVits;

/// <summary>A transformer between convolutions, whose result is fused with the input (Mehta and Rastegari 2022): [N, C, H, W] → the same.</summary>
internal sealed class MobileVitBlock : Layer
{
    private readonly ConvNormAct conv1;
    private readonly Conv2d conv2;
    private readonly Sequential transformer;
    private readonly LayerNorm norm;
    private readonly ConvNormAct proj;
    private readonly ConvNormAct fusion;

    public MobileVitBlock(int channels, int transformerWidth, int depth, double dropRate)
    {
        conv1 = Register("conv_kxk", new ConvNormAct(channels, channels, 3, activation: ActivationKind.Silu));
        conv2 = Register("conv_1x1", new Conv2d(channels, transformerWidth, 1, new Conv2dOptions { Bias = false }));
        transformer = Register("transformer", new Sequential([.. Enumerable.Range(0, depth).Select(_ => new TokenBlock(transformerWidth, dropRate))]));
        norm = Register("norm", new LayerNorm(transformerWidth));
        proj = Register("conv_proj", new ConvNormAct(transformerWidth, channels, activation: ActivationKind.Silu));
        fusion = Register("conv_fusion", new ConvNormAct(2 * channels, channels, 3, activation: ActivationKind.Silu));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var local = conv1.Forward(input).Then(conv2);
        var (own, whole) = (new Size2(local.Size(2), local.Size(3)), Patches.RoundUp(local));
        if (own != whole)
            local = local.UpsampleBilinear2d(whole.ToArray(), alignCorners: false);
        var tokens = norm.Forward(transformer.Forward(Patches.Unfold(local)));
        var global = Patches.Fold(tokens, whole);
        if (own != whole)
            global = global.UpsampleBilinear2d(own.ToArray(), alignCorners: false);
        return scope.Keep(fusion.Forward(Aten.Cat([input, proj.Forward(global)], dim: 1)));
    }
}
