using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MobileVits;

/// <summary>The block of the second version: a transformer of linear cost between convolutions, without fusion.</summary>
internal sealed class MobileVitBlockV2 : Layer
{
    private readonly ConvNormAct conv1;
    private readonly Conv2d conv2;
    private readonly Sequential transformer;
    private readonly GroupNorm norm;
    private readonly ConvNormAct proj;

    public MobileVitBlockV2(int channels, int transformerWidth, int depth, double dropRate)
    {
        conv1 = Register("conv_kxk", new ConvNormAct(channels, channels, 3, groups: channels, activation: ActivationKind.Silu));
        conv2 = Register("conv_1x1", new Conv2d(channels, transformerWidth, 1, new Conv2dOptions { Bias = false }));
        transformer = Register("transformer", new Sequential([.. Enumerable.Range(0, depth).Select(_ => new LinearBlock(transformerWidth, dropRate))]));
        norm = Register("norm", new GroupNorm(1, transformerWidth));
        proj = Register("conv_proj", new ConvNormAct(transformerWidth, channels, activation: ActivationKind.Identity));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var whole = Patches.RoundUp(input);
        var x = whole == new Size2(input.Size(2), input.Size(3)) ? input : input.UpsampleBilinear2d(whole.ToArray(), alignCorners: true);
        var groups = Patches.Unfold(conv2.Forward(conv1.Forward(x)));
        var map = groups.View([input.Size(0), -1, groups.Size(1), groups.Size(2)]).Permute([0, 3, 1, 2]);
        var attended = norm.Forward(transformer.Forward(map)).Permute([0, 2, 3, 1]);
        return scope.Keep(proj.Forward(Patches.Fold(attended, whole)));
    }
}
