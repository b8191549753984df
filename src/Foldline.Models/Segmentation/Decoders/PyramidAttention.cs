using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Decoders;

/// <summary>
/// Weighs places by a pyramid of three poolings with larger and larger kernels, and adds the mean of all places (Li et al. 2018,
/// feature pyramid attention).
/// </summary>
internal sealed class PyramidAttention : Layer
{
    private readonly Sequential mean;
    private readonly Sequential middle;
    private readonly Sequential down1;
    private readonly Sequential down2;
    private readonly Sequential down3;
    private readonly ConvNormRelu conv2;
    private readonly ConvNormRelu conv1;

    public PyramidAttention(int inChannels, int outChannels)
    {
        mean = Register("branch1", new Sequential(new AdaptiveAvgPool2d(1), new ConvNormRelu(inChannels, outChannels, 1)));
        middle = Register("mid", new Sequential(new ConvNormRelu(inChannels, outChannels, 1)));
        down1 = Register("down1", new Sequential(new MaxPool2d(2), new ConvNormRelu(inChannels, 1, 7)));
        down2 = Register("down2", new Sequential(new MaxPool2d(2), new ConvNormRelu(1, 1, 5)));
        down3 = Register("down3", new Sequential(new MaxPool2d(2), new ConvNormRelu(1, 1, 3), new ConvNormRelu(1, 1, 3)));
        conv2 = Register("conv2", new ConvNormRelu(1, 1, 5));
        conv1 = Register("conv1", new ConvNormRelu(1, 1, 7));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var (height, width) = (input.Size(2), input.Size(3));
        var half = down1.Forward(input);
        var quarter = down2.Forward(half);
        var eighth = down3.Forward(quarter);
        var raised = Upsample.BilinearTo(eighth, height / 4, width / 4).AddInPlace(conv2.Forward(quarter));
        raised = Upsample.BilinearTo(raised, height / 2, width / 2).AddInPlace(conv1.Forward(half));
        var weighed = Upsample.BilinearTo(raised, height, width) * middle.Forward(input);
        return scope.Keep(weighed.AddInPlace(Upsample.BilinearTo(mean.Forward(input), height, width)));
    }
}
