using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>
/// The 3×3 convolutions of a Res2Net block (Gao et al. 2021): the channels are split into scales; each scale but the last has a
/// convolution, which also gets the result of the scale before unless the block changes shape. The block registers both lists.
/// </summary>
internal sealed class ScaleConvolutions
{
    private readonly int width;
    private readonly bool isChained;
    private readonly Activation relu = new(ActivationKind.Relu);

    /// <param name="width">Channels of each scale.</param>
    /// <param name="scales">Number of scales, at least 2.</param>
    /// <param name="groups">Groups of the convolutions.</param>
    /// <param name="stride">Stride of a block that changes shape, else null.</param>
    public ScaleConvolutions(int width, int scales, int groups, int? stride)
    {
        this.width = width;
        isChained = stride is null;
        Pool = stride is { } step ? new AvgPool2d(3, step, padding: 1) : new Identity();
        for (var i = 1; i < scales; i++)
        {
            Convs.Add(Convolutions.Conv(width, width, 3, stride ?? 1, groups));
            Norms.Add(new BatchNorm2d(width));
        }
    }

    /// <summary>The convolutions; timm's <c>convs</c>.</summary>
    public Sequential Convs { get; } = new();

    /// <summary>Batch normalisation of each; timm's <c>bns</c>.</summary>
    public Sequential Norms { get; } = new();

    /// <summary>What stands in for the last scale's convolution where the shape changes; timm's <c>pool</c>.</summary>
    public Layer Pool { get; }

    public Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var parts = input.Split(width, dim: 1);
        var outputs = new Tensor[Convs.Count + 1];
        for (var i = 0; i < Convs.Count; i++)
        {
            var part = i > 0 && isChained ? outputs[i - 1] + parts[i] : parts[i];
            outputs[i] = Convs[i].Forward(part).Then(Norms[i]).Then(relu);
        }

        outputs[^1] = Pool.Forward(parts[outputs.Length - 1]);
        return scope.Keep(Aten.Cat(outputs, dim: 1));
    }
}
