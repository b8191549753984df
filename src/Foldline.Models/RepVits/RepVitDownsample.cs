using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.RepVits;

/// <summary>A block, a strided depthwise convolution, a 1×1 convolution and a network of two layers with a shortcut.</summary>
internal sealed class RepVitDownsample : Layer
{
    private readonly RepVitBlock block;
    private readonly ConvNorm depthwise;
    private readonly ConvNorm pointwise;
    private readonly RepVitMlp mlp;

    public RepVitDownsample(int inChannels, int outChannels, bool legacy)
    {
        block = Register("pre_block", new RepVitBlock(inChannels, excites: false, legacy));
        depthwise = Register("spatial_downsample", new ConvNorm(inChannels, inChannels, 3, 2, inChannels, name: "c"));
        pointwise = Register("channel_downsample", new ConvNorm(inChannels, outChannels, name: "c"));
        mlp = Register("ffn", new RepVitMlp(outChannels));
    }

    public override Tensor Forward(Tensor input)
    {
        var x = block.Forward(input).Then(depthwise).Then(pointwise);
        return mlp.Forward(x).PlusShortcut(x, input);
    }
}
