using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Caits;

/// <summary>Attention and a network of two layers, each with a norm before it, learned factors and a shortcut.</summary>
internal sealed class CaitBlock : Layer
{
    private const int Expansion = 4;
    private const double Epsilon = 1e-6;
    private readonly double initial;
    private readonly Tensor gamma1;
    private readonly Tensor gamma2;
    private readonly LayerNorm norm1;
    private readonly Layer attention;
    private readonly DropPath dropPath;
    private readonly LayerNorm norm2;
    private readonly Mlp mlp;

    public CaitBlock(CaitSettings settings, Layer attention, double dropRate)
    {
        initial = settings.LayerScale;
        gamma1 = Parameter("gamma_1", Aten.Empty([settings.Width]));
        gamma2 = Parameter("gamma_2", Aten.Empty([settings.Width]));
        norm1 = Register("norm1", new LayerNorm(settings.Width, Epsilon));
        this.attention = Register("attn", attention);
        dropPath = Register("drop_path", new DropPath(dropRate));
        norm2 = Register("norm2", new LayerNorm(settings.Width, Epsilon));
        mlp = Register("mlp", new Mlp(settings.Width, Expansion * settings.Width));
    }

    /// <summary>A block of patches: [N, patches, C] → the same.</summary>
    public override Tensor Forward(Tensor input) => Add(input, input);

    /// <summary>A block of the class token: attends to the patches, and only itself changes.</summary>
    /// <param name="token">[N, 1, C].</param>
    /// <param name="patches">[N, patches, C].</param>
    public Tensor Forward(Tensor token, Tensor patches)
    {
        using var all = Aten.Cat([token, patches], dim: 1);
        return Add(all, token);
    }

    protected override void ResetParameters(TorchGenerator generator)
    {
        Init.Constant(gamma1, initial);
        Init.Constant(gamma2, initial);
    }

    private Tensor Add(Tensor attended, Tensor shortcut)
    {
        using var scope = new TensorScope();
        var x = (attention.Forward(norm1.Forward(attended)) * gamma1).Then(dropPath).PlusShortcut(shortcut, shortcut);
        return scope.Keep((mlp.Forward(norm2.Forward(x)) * gamma2).Then(dropPath).PlusShortcut(x, shortcut));
    }
}
