using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Pvts;

/// <summary>Two linear layers with a depthwise 3×3 convolution between them, which tells places apart: [N, H, W, C] → the same.</summary>
internal sealed class ConvolutionalMlp : Layer
{
    private readonly bool rectifies;
    private readonly Linear fc1;
    private readonly Conv2d depthwise;
    private readonly Linear fc2;

    public ConvolutionalMlp(int channels, int hidden, bool rectifies)
    {
        this.rectifies = rectifies;
        fc1 = Register("fc1", new Linear(channels, hidden));
        depthwise = Register("dwconv", new Conv2d(hidden, hidden, 3, new Conv2dOptions { Padding = 1, Groups = hidden }));
        fc2 = Register("fc2", new Linear(hidden, channels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var hidden = fc1.Forward(input);
        if (rectifies)
            hidden = hidden.ReluInPlace();
        var mixed = depthwise.Forward(hidden.Permute([0, 3, 1, 2])).Permute([0, 2, 3, 1]);
        return scope.Keep(fc2.Forward(mixed.Gelu()));
    }
}
