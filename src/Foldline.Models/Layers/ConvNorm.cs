using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>A convolution without bias and batch normalisation (<c>bn</c>).</summary>
internal sealed class ConvNorm : Layer
{
    private readonly double initial;
    private readonly Conv2d conv;
    private readonly BatchNorm2d norm;

    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Kernel; the padding keeps the size but for the stride.</param>
    /// <param name="stride">Stride.</param>
    /// <param name="groups">Groups.</param>
    /// <param name="initial">Start of the norm's factors: 0 closes a residual branch.</param>
    /// <param name="name">Name of the convolution in the state dict.</param>
    public ConvNorm(int inChannels, int outChannels, int kernelSize = 1, int stride = 1, int groups = 1, double initial = 1, string name = "conv")
    {
        this.initial = initial;
        conv = Register(name, new Conv2d(inChannels, outChannels, kernelSize, new Conv2dOptions
        {
            Stride = stride,
            Padding = kernelSize / 2,
            Groups = groups,
            Bias = false,
        }));
        norm = Register("bn", new BatchNorm2d(outChannels));
    }

    public override Tensor Forward(Tensor input) => conv.Forward(input).Then(norm);

    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        Init.Constant(norm.Weight!, initial);
    }
}
