using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ConvNexts;

/// <summary>Depthwise convolution, norm, two dense layers over the channels, and a shortcut (Liu et al. 2022).</summary>
internal sealed class ConvNextBlock : Layer
{
    private const double InitialScale = 1e-6;
    private readonly bool isConv;
    private readonly Tensor? gamma;
    private readonly Conv2d depthwise;
    private readonly Layer norm;
    private readonly Layer mlp;
    private readonly Layer dropPath;

    public ConvNextBlock(ConvNextSettings settings, int channels, int kernelSize, double dropRate)
    {
        isConv = settings.ConvMlp;
        if (!settings.GlobalResponse)
            gamma = Parameter("gamma", Aten.Full([channels], InitialScale));
        depthwise = Register("conv_dw", new Conv2d(channels, channels, kernelSize, new Conv2dOptions { Padding = kernelSize / 2, Groups = channels }));
        norm = Register("norm", isConv ? ConvNext.Norm(settings, channels) : new LayerNorm(channels, settings.Epsilon));
        mlp = Register("mlp", new ConvNextMlp(channels, settings.Activation, isConv, settings.GlobalResponse));
        dropPath = Register("drop_path", new DropPath(dropRate));
    }

    public override Tensor Forward(Tensor input)
    {
        var branch = depthwise.Forward(input);
        branch = isConv
            ? branch.Then(norm).Then(mlp)
            : branch.Then(Permutation.ChannelsToEnd).Then(norm).Then(mlp).Then(Permutation.ChannelsToFront);
        return Scaled(branch).Then(dropPath).PlusShortcut(input, input);
    }

    protected override void ResetParameters(TorchGenerator generator)
    {
        if (gamma is not null)
            Init.Constant(gamma, InitialScale);
    }

    private Tensor Scaled(Tensor branch)
    {
        if (gamma is null)
            return branch;
        using var scale = gamma.View([1, -1, 1, 1]);
        var scaled = branch * scale;
        branch.Dispose();
        return scaled;
    }
}
