using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Xcits;

/// <summary>A block of the class token, in which the branches carry the normalised patches along: [N, 1 + patches, C] → the same.</summary>
internal sealed class ClassBlock : Layer
{
    private const int Expansion = 4;
    private const double Epsilon = 1e-6;
    private readonly XcitSettings settings;
    private readonly Tensor gamma1;
    private readonly Tensor gamma2;
    private readonly LayerNorm norm1;
    private readonly ClassAttention attention;
    private readonly LayerNorm norm2;
    private readonly Mlp mlp;

    public ClassBlock(XcitSettings settings)
    {
        this.settings = settings;
        gamma1 = Parameter("gamma1", Aten.Empty([settings.Width]));
        gamma2 = Parameter("gamma2", Aten.Empty([settings.Width]));
        norm1 = Register("norm1", new LayerNorm(settings.Width, Epsilon));
        attention = Register("attn", new ClassAttention(settings.Width, settings.Heads));
        norm2 = Register("norm2", new LayerNorm(settings.Width, Epsilon));
        mlp = Register("mlp", new Mlp(settings.Width, Expansion * settings.Width));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var normed = norm1.Forward(input);
        var x = input + (Aten.Cat([attention.Forward(normed), Patches(normed)], 1) * gamma1);
        x = settings.NormsAllTokens ? norm2.Forward(x) : Aten.Cat([norm2.Forward(Token(x)), Patches(x)], 1);
        return scope.Keep(x + Aten.Cat([mlp.Forward(Token(x)) * gamma2, Patches(x)], 1));
    }

    protected override void ResetParameters(TorchGenerator generator)
    {
        Init.Constant(gamma1, settings.LayerScale);
        Init.Constant(gamma2, settings.LayerScale);
    }

    private static Tensor Token(Tensor tokens) => tokens.Narrow(1, 0, 1);

    private static Tensor Patches(Tensor tokens) => tokens.Narrow(1, 1, tokens.Size(1) - 1);
}
