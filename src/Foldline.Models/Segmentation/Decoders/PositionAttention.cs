using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Decoders;

/// <summary>
/// Every place gathers from all places (Fan et al. 2020, position-wise attention block). As in the reference implementation the
/// softmax runs over all pairs of places at once, and the gathered values [N, places, C] are read as [N, C, h, w] without being turned.
/// </summary>
internal sealed class PositionAttention : Layer
{
    private readonly Conv2d top;
    private readonly Conv2d center;
    private readonly Conv2d bottom;
    private readonly Conv2d output;

    public PositionAttention(int channels, int comparedChannels)
    {
        var options = new Conv2dOptions { Padding = 1 };
        top = Register("top_conv", new Conv2d(channels, comparedChannels, 1));
        center = Register("center_conv", new Conv2d(channels, comparedChannels, 1));
        bottom = Register("bottom_conv", new Conv2d(channels, channels, 3, options));
        output = Register("out_conv", new Conv2d(channels, channels, 3, options));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var keys = top.Forward(input).Flatten(2);
        var queries = center.Forward(input).Flatten(2).Transpose(1, 2);
        var pairs = queries.Matmul(keys);
        var weights = pairs.Flatten(1).Softmax(1).View(pairs.Shape);
        var gathered = weights.Matmul(bottom.Forward(input).Flatten(2).Transpose(1, 2)).Reshape(input.Shape);
        return scope.Keep((input + gathered).Then(output));
    }
}
