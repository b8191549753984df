using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Decoders;

/// <summary>Convolutions with several dilations and the mean of all places side by side (Chen et al. 2017, atrous spatial pyramid pooling).</summary>
internal sealed class AtrousPyramid : Layer
{
    private const double DropRate = 0.5;
    private readonly ModuleArray<Sequential> convolutions;
    private readonly Sequential project;

    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of each branch and of the output.</param>
    /// <param name="rates">Dilations.</param>
    /// <param name="isSeparable">Whether the dilated convolutions are depthwise ones with 1×1 convolutions.</param>
    public AtrousPyramid(int inChannels, int outChannels, IReadOnlyList<int> rates, bool isSeparable)
    {
        convolutions = Register("convs", new ModuleArray<Sequential>([
            WithNorm(outChannels, Conv(inChannels, outChannels, 1)),
            .. rates.Select(rate => WithNorm(outChannels, isSeparable ? Separable(inChannels, outChannels, rate) : Conv(inChannels, outChannels, 3, rate))),
            new Sequential(new AdaptiveAvgPool2d(1), Conv(inChannels, outChannels, 1), new BatchNorm2d(outChannels), new Activation(ActivationKind.Relu))]));
        project = Register("project", WithNorm(outChannels, Conv(convolutions.Count * outChannels, outChannels, 1)));
        project.Add(new Dropout(DropRate));
    }

    /// <summary>A layer, batch normalisation and ReLU.</summary>
    public static Sequential WithNorm(int channels, Layer layer) => new(layer, new BatchNorm2d(channels), new Activation(ActivationKind.Relu));

    /// <summary>A convolution without bias that keeps the size.</summary>
    public static Conv2d Conv(int inChannels, int outChannels, int kernelSize, int dilation = 1, int groups = 1) =>
        new(inChannels, outChannels, kernelSize, new Conv2dOptions { Padding = kernelSize / 2 * dilation, Dilation = dilation, Groups = groups, Bias = false });

    /// <summary>A depthwise 3×3 convolution and one over channels, without biases.</summary>
    public static Sequential Separable(int inChannels, int outChannels, int dilation = 1) =>
        new(Conv(inChannels, inChannels, 3, dilation, inChannels), Conv(inChannels, outChannels, 1));

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var branches = convolutions.Select(branch => branch.Forward(input)).ToArray();
        branches[^1] = Upsample.BilinearTo(branches[^1], input.Size(2), input.Size(3), alignCorners: false);
        using var all = Aten.Cat(branches, dim: 1);
        foreach (var branch in branches)
            branch.Dispose();
        return scope.Keep(project.Forward(all));
    }
}
