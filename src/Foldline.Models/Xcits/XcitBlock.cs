using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Xcits;

/// <summary>Attention between channels, exchange between neighbours, a network of two layers: each with a norm before it, factors and a shortcut.</summary>
internal sealed class XcitBlock : Layer
{
    private const int Expansion = 4;
    private const double Epsilon = 1e-6;
    private readonly double initial;
    private readonly Tensor gamma1;
    private readonly Tensor gamma3;
    private readonly Tensor gamma2;
    private readonly LayerNorm norm1;
    private readonly CrossCovarianceAttention attention;
    private readonly DropPath dropPath;
    private readonly LayerNorm norm3;
    private readonly LocalInteraction local;
    private readonly LayerNorm norm2;
    private readonly Mlp mlp;

    public XcitBlock(XcitSettings settings, Size2 grid, double dropRate)
    {
        initial = settings.LayerScale;
        gamma1 = Parameter("gamma1", Aten.Empty([settings.Width]));
        gamma3 = Parameter("gamma3", Aten.Empty([settings.Width]));
        gamma2 = Parameter("gamma2", Aten.Empty([settings.Width]));
        norm1 = Register("norm1", new LayerNorm(settings.Width, Epsilon));
        attention = Register("attn", new CrossCovarianceAttention(settings.Width, settings.Heads));
        dropPath = Register("drop_path", new DropPath(dropRate));
        norm3 = Register("norm3", new LayerNorm(settings.Width, Epsilon));
        local = Register("local_mp", new LocalInteraction(settings.Width, grid));
        norm2 = Register("norm2", new LayerNorm(settings.Width, Epsilon));
        mlp = Register("mlp", new Mlp(settings.Width, Expansion * settings.Width));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var x = (norm1.Forward(input).Then(attention) * gamma1).Then(dropPath).PlusShortcut(input, input);
        x = (norm3.Forward(x).Then(local) * gamma3).Then(dropPath).PlusShortcut(x, input);
        return scope.Keep((norm2.Forward(x).Then(mlp) * gamma2).Then(dropPath).PlusShortcut(x, input));
    }

    protected override void ResetParameters(TorchGenerator generator)
    {
        Init.Constant(gamma1, initial);
        Init.Constant(gamma3, initial);
        Init.Constant(gamma2, initial);
    }
}
