using Foldline.Models.ConvNexts;
using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EdgeNexts;

/// <summary>
/// Depthwise convolutions of groups of channels, each on the sum with the result before it (as Res2Net), attention between channels,
/// and two dense layers (Maaz et al. 2022).
/// </summary>
internal sealed class SplitTransposeBlock : Layer
{
    private const double Epsilon = 1e-6;
    private readonly Tensor gammaAttention;
    private readonly Tensor gamma;
    private readonly Sequential convolutions;
    private readonly FourierPositions? positions;
    private readonly Layer normAttention;
    private readonly Layer attention;
    private readonly Layer norm;
    private readonly Layer mlp;
    private readonly Layer dropPath;

    public SplitTransposeBlock(EdgeNextSettings settings, int stage, double dropRate)
    {
        var channels = settings.Widths[stage];
        var scales = settings.Scales[stage];
        var width = (channels + scales - 1) / scales;
        gammaAttention = Parameter("gamma_xca", Aten.Full([channels], EdgeNext.InitialScale));
        gamma = Parameter("gamma", Aten.Full([channels], EdgeNext.InitialScale));
        convolutions = Register("convs", new Sequential());
        for (var i = 0; i < Math.Max(1, scales - 1); i++)
            convolutions.Add(new Conv2d(width, width, 3, new Conv2dOptions { Padding = 1, Groups = width, Bias = settings.ConvBias }));
        positions = settings.PositionEmbeddings[stage] ? Register("pos_embd", new FourierPositions(channels)) : null;
        normAttention = Register("norm_xca", new LayerNorm(channels, Epsilon));
        attention = Register("xca", new CrossCovarianceAttention(channels, settings.Heads));
        norm = Register("norm", new LayerNorm(channels, Epsilon));
        mlp = Register("mlp", new ConvNextMlp(channels, ActivationKind.Gelu));
        dropPath = Register("drop_path", new DropPath(dropRate));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var (samples, height, width) = (input.Size(0), input.Size(2), input.Size(3));
        var map = ForwardSplits(input);
        if (positions is not null)
            map = map + positions.Forward(height, width);
        var tokens = map.Permute([0, 2, 3, 1]).Reshape([samples, height * width, -1]);
        tokens = dropPath.Forward(attention.Forward(normAttention.Forward(tokens)) * gammaAttention) + tokens;
        var branch = mlp.Forward(norm.Forward(tokens)) * gamma;
        branch = dropPath.Forward(branch.View([samples, height, width, -1]).Permute([0, 3, 1, 2]));
        return scope.Keep(branch.PlusShortcut(input, input));
    }

    protected override void ResetParameters(TorchGenerator generator)
    {
        Init.Constant(gammaAttention, EdgeNext.InitialScale);
        Init.Constant(gamma, EdgeNext.InitialScale);
    }

    /// <summary>The last group of channels stays as it is.</summary>
    private Tensor ForwardSplits(Tensor input)
    {
        var parts = input.Chunk(convolutions.Count + 1, 1);
        var outputs = new Tensor[parts.Length];
        for (var i = 0; i < convolutions.Count; i++)
            outputs[i] = convolutions[i].Forward(i == 0 ? parts[0] : outputs[i - 1] + parts[i]);
        outputs[^1] = parts[^1];
        return Aten.Cat(outputs, 1);
    }
}
