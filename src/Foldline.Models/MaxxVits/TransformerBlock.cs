using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MaxxVits;

/// <summary>Attention over the whole map and a network of two layers, each with a norm before it and a shortcut (Dai et al. 2021, CoAtNet).</summary>
internal sealed class TransformerBlock : Layer
{
    private readonly Layer shortcut;
    private readonly Layer norm1;
    private readonly MapAttention attention;
    private readonly Layer scale1;
    private readonly Layer dropPath1;
    private readonly Layer norm2;
    private readonly ConvMlp mlp;
    private readonly Layer scale2;
    private readonly Layer dropPath2;

    public TransformerBlock(MaxxParts parts, MaxxBlockShape shape)
    {
        var settings = parts.Transformer;
        var (inChannels, outChannels) = (shape.InChannels, shape.OutChannels);
        var isStrided = shape.Stride == 2;
        shortcut = Register<Layer>("shortcut", isStrided ? new Downsample(inChannels, outChannels, settings.MaxPool, settings.ShortcutBias) : new Identity());
        norm1 = Register("norm1", isStrided ? NormAndPool(parts, inChannels) : parts.Norm(inChannels));
        attention = Register("attn", new MapAttention(parts, inChannels, outChannels, shape.Map));
        scale1 = Register("ls1", LayerScale2d.Of(outChannels, settings.LayerScale));
        dropPath1 = Register("drop_path1", new DropPath(shape.DropPath));
        norm2 = Register("norm2", parts.Norm(outChannels));
        mlp = Register("mlp", new ConvMlp((outChannels, MaxxParts.Expansion * outChannels, outChannels), settings.Activation));
        scale2 = Register("ls2", LayerScale2d.Of(outChannels, settings.LayerScale));
        dropPath2 = Register("drop_path2", new DropPath(shape.DropPath));
    }

    public override Tensor Forward(Tensor input)
    {
        var x = norm1.Forward(input).Then(attention).Then(scale1).Then(dropPath1).PlusShortcut(shortcut.Forward(input), input);
        return norm2.Forward(x).Then(mlp).Then(scale2).Then(dropPath2).PlusShortcut(x, input);
    }

    private static Sequential NormAndPool(MaxxParts parts, int channels) => new(new Dictionary<string, Layer>
    {
        ["norm"] = parts.Norm(channels),
        ["down"] = new Downsample(channels, channels, parts.Transformer.MaxPool),
    });
}
