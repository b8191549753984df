using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.TinyVits;

/// <summary>An inverted residual with an activation behind the sum.</summary>
internal sealed class MbConv : Layer
{
    private const int Expansion = 4;
    private readonly ConvNorm conv1;
    private readonly ConvNorm conv2;
    private readonly ConvNorm conv3;
    private readonly Activation act;
    private readonly DropPath dropPath;

    public MbConv(int channels, double dropRate)
    {
        var middle = Expansion * channels;
        conv1 = Register("conv1", new ConvNorm(channels, middle));
        conv2 = Register("conv2", new ConvNorm(middle, middle, 3, groups: middle));
        conv3 = Register("conv3", new ConvNorm(middle, channels, initial: 0));
        act = Register("act", new Activation(ActivationKind.Gelu));
        dropPath = Register("drop_path", new DropPath(dropRate));
    }

    public override Tensor Forward(Tensor input) =>
        conv1.Forward(input).Then(act).Then(conv2).Then(act).Then(conv3).Then(dropPath).PlusShortcut(input, input).Then(act);
}
