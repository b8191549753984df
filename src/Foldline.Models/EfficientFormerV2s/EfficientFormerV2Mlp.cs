using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientFormerV2s;

/// <summary>1×1 expansion, depthwise 3×3, 1×1 projection.</summary>
internal sealed class EfficientFormerV2Mlp : Layer
{
    private readonly BiasedConvNorm fc1;
    private readonly BiasedConvNorm middle;
    private readonly BiasedConvNorm fc2;

    public EfficientFormerV2Mlp(int channels, int hidden)
    {
        fc1 = Register("fc1", new BiasedConvNorm(channels, hidden, activates: true));
        middle = Register("mid", new BiasedConvNorm(hidden, hidden, 3, groups: hidden, activates: true));
        fc2 = Register("fc2", new BiasedConvNorm(hidden, channels));
    }

    public override Tensor Forward(Tensor input) => fc1.Forward(input).Then(middle).Then(fc2);
}
