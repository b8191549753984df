using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.FocalNets;

/// <summary>Focal modulation and a network of two layers, each with a norm before or behind it and a shortcut.</summary>
internal sealed class FocalNetBlock : Layer
{
    private const int Expansion = 4;
    private const double Epsilon = 1e-5;
    private const double InitialScale = 1e-4;
    private readonly Layer norm1;
    private readonly FocalModulation modulation;
    private readonly Layer postNorm1;
    private readonly Layer scale1;
    private readonly DropPath dropPath1;
    private readonly Layer norm2;
    private readonly ConvMlp mlp;
    private readonly Layer postNorm2;
    private readonly Layer scale2;
    private readonly DropPath dropPath2;

    public FocalNetBlock(FocalNetSettings settings, int channels, double dropRate)
    {
        double? scale = settings.IsLarge ? InitialScale : null;
        norm1 = Register("norm1", Norm(channels, !settings.IsLarge));
        modulation = Register("modulation", new FocalModulation(settings, channels));
        postNorm1 = Register("norm1_post", Norm(channels, settings.IsLarge));
        scale1 = Register("ls1", LayerScale2d.Of(channels, scale));
        dropPath1 = Register("drop_path1", new DropPath(dropRate));
        norm2 = Register("norm2", Norm(channels, !settings.IsLarge));
        mlp = Register("mlp", new ConvMlp((channels, Expansion * channels, channels), ActivationKind.Gelu));
        postNorm2 = Register("norm2_post", Norm(channels, settings.IsLarge));
        scale2 = Register("ls2", LayerScale2d.Of(channels, scale));
        dropPath2 = Register("drop_path2", new DropPath(dropRate));
    }

    public override Tensor Forward(Tensor input)
    {
        var x = After(norm1, input, modulation).Then(postNorm1).Then(scale1).Then(dropPath1).PlusShortcut(input, input);
        return After(norm2, x, mlp).Then(postNorm2).Then(scale2).Then(dropPath2).PlusShortcut(x, input);
    }

    private static Layer Norm(int channels, bool isThere) => isThere ? new LayerNorm2d(channels, Epsilon) : new Identity();

    /// <summary>The norm's output, unless it is the input itself, is freed.</summary>
    private static Tensor After(Layer norm, Tensor input, Layer layer) => norm is Identity ? layer.Forward(input) : norm.Forward(input).Then(layer);
}
