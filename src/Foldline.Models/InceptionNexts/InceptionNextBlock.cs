using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.InceptionNexts;

/// <summary>Depthwise convolutions, a norm, two 1×1 convolutions, learned factors, a shortcut.</summary>
internal sealed class InceptionNextBlock : Layer
{
    private const double InitialGamma = 1e-6;
    private readonly InceptionDepthwise mixer;
    private readonly BatchNorm2d norm;
    private readonly ConvMlp mlp;
    private readonly Tensor gamma;
    private readonly DropPath dropPath;

    public InceptionNextBlock(InceptionNextSettings settings, int channels, int expansion, double dropRate)
    {
        gamma = Parameter("gamma", Aten.Empty([channels]));
        mixer = Register("token_mixer", new InceptionDepthwise(channels, settings.Band, settings.BranchRatio));
        norm = Register("norm", new BatchNorm2d(channels));
        mlp = Register("mlp", new ConvMlp((channels, expansion * channels, channels), ActivationKind.Gelu));
        dropPath = Register("drop_path", new DropPath(dropRate));
    }

    public override Tensor Forward(Tensor input) => Scaled(input).Then(dropPath).PlusShortcut(input, input);

    protected override void ResetParameters(TorchGenerator generator) => Init.Constant(gamma, InitialGamma);

    private Tensor Scaled(Tensor input)
    {
        using var scope = new TensorScope();
        return scope.Keep(mixer.Forward(input).Then(norm).Then(mlp) * gamma.View([-1, 1, 1]));
    }
}
