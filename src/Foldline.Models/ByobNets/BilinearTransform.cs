using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ByobNets;

/// <summary>
/// Mixes the rows and the columns of a map by weights that the map itself gives (Chi et al. 2020). Rows are mixed in blocks: weights
/// between n×n blocks of places, every place with the same place of the other blocks.
/// </summary>
internal sealed class BilinearTransform : Layer
{
    private readonly int size;
    private readonly int groups;
    private readonly Layer conv1;
    private readonly Layer rows;
    private readonly Layer columns;
    private readonly Layer conv2;

    /// <param name="channels">Channels of the map.</param>
    /// <param name="size">Blocks along each side; the sides of the map are multiples of it.</param>
    /// <param name="groups">Groups of channels with weights of their own.</param>
    public BilinearTransform(int channels, int size, int groups)
    {
        this.size = size;
        this.groups = groups;
        conv1 = Register("conv1", new ConvNormAct(channels, groups));
        rows = Register("conv_p", new Conv2d(groups, size * size * groups, (size, 1)));
        columns = Register("conv_q", new Conv2d(groups, size * size * groups, (1, size)));
        conv2 = Register("conv2", new ConvNormAct(channels, channels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var (samples, channels, height, width) = (input.Size(0), input.Size(1), input.Size(2), input.Size(3));
        var reduced = conv1.Forward(input);
        var p = Weights(rows.Forward(reduced.AdaptiveMaxPool2d([size, 1]).Item1), sumOver: 4);
        var q = Weights(columns.Forward(reduced.AdaptiveMaxPool2d([1, size]).Item1), sumOver: 3);
        var byRows = p.Matmul(input.Reshape([samples, groups, channels / groups, size, -1]));
        var byColumns = byRows.Reshape([samples, groups, channels / groups, height, size, width / size]);
        var mixed = q.Transpose(3, 4).Unsqueeze(3).Matmul(byColumns).Reshape([samples, channels, height, width]);
        return scope.Keep(conv2.Forward(mixed));
    }

    /// <returns>[N, groups, 1, size, size]: positive, with a sum of 1 along a dimension.</returns>
    private Tensor Weights(Tensor values, int sumOver)
    {
        var weights = values.View([values.Size(0), groups, 1, size, size]).Sigmoid();
        return weights / weights.Sum([sumOver], keepdim: true);
    }
}
