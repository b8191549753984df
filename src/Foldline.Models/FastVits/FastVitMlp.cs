using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.FastVits;

/// <summary>A depthwise 7×7 convolution, then two 1×1 convolutions.</summary>
internal sealed class FastVitMlp : Layer
{
    private const int KernelSize = 7;
    private readonly ConvNormAct conv;
    private readonly Conv2d fc1;
    private readonly Activation act;
    private readonly Conv2d fc2;

    public FastVitMlp(int channels, int hidden)
    {
        conv = Register("conv", new ConvNormAct(channels, channels, KernelSize, groups: channels, activation: ActivationKind.Identity));
        fc1 = Register("fc1", new Conv2d(channels, hidden, 1));
        act = Register("act", new Activation(ActivationKind.Gelu));
        fc2 = Register("fc2", new Conv2d(hidden, channels, 1));
    }

    public override Tensor Forward(Tensor input) => conv.Forward(input).Then(fc1).Then(act).Then(fc2);

    /// <summary>After PyTorch's defaults truncated normal convolutions.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        this.InitializeAll(generator);
    }
}
