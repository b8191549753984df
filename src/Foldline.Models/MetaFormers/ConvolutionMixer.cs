using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MetaFormers;

/// <summary>1×1 expansion, StarReLU, depthwise 7×7, 1×1 projection.</summary>
internal sealed class ConvolutionMixer : Layer
{
    private const int Expansion = 2;
    private const int KernelSize = 7;
    private readonly Conv2d expand;
    private readonly StarRelu act;
    private readonly Conv2d depthwise;
    private readonly Conv2d project;

    public ConvolutionMixer(int channels)
    {
        var middle = Expansion * channels;
        expand = Register("pwconv1", new Conv2d(channels, middle, 1, new Conv2dOptions { Bias = false }));
        act = Register("act1", new StarRelu());
        depthwise = Register("dwconv", new Conv2d(middle, middle, KernelSize, new Conv2dOptions { Padding = KernelSize / 2, Groups = middle, Bias = false }));
        project = Register("pwconv2", new Conv2d(middle, channels, 1, new Conv2dOptions { Bias = false }));
    }

    public override Tensor Forward(Tensor input) => expand.Forward(input).Then(act).Then(depthwise).Then(project);
}
