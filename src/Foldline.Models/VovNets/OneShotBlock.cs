using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.VovNets;

/// <summary>Convolutions one after the other; their outputs and the block's input are joined once, at the end (Lee et al. 2019, one-shot aggregation).</summary>
internal sealed class OneShotBlock : Layer
{
    private readonly Layer? reduction;
    private readonly Sequential layers;
    private readonly Layer concat;
    private readonly Layer attention;
    private readonly Layer dropPath;
    private readonly bool hasShortcut;

    public OneShotBlock(VovNetSettings settings, VovBlockShape shape)
    {
        var channels = shape.InChannels;
        hasShortcut = shape.HasShortcut;
        if (settings.IsDepthwise && channels != shape.InnerChannels)
        {
            reduction = Register("conv_reduction", new ConvNormAct(settings.Norm, channels, shape.InnerChannels));
            channels = shape.InnerChannels;
        }

        layers = Register("conv_mid", new Sequential());
        for (var i = 0; i < settings.LayersPerBlock; i++)
        {
            layers.Add(settings.Conv(channels, shape.InnerChannels));
            channels = shape.InnerChannels;
        }

        var joined = shape.InChannels + (settings.LayersPerBlock * shape.InnerChannels);
        concat = Register("conv_concat", new ConvNormAct(settings.Norm, joined, shape.OutChannels));
        attention = Register("attn", shape.IsLast ? Attention(settings.Attention, shape.OutChannels) : new Identity());
        dropPath = Register("drop_path", new DropPath(shape.DropPath));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var outputs = new List<Tensor> { input };
        var x = reduction?.Forward(input) ?? input;
        for (var i = 0; i < layers.Count; i++)
            outputs.Add(x = layers[i].Forward(x));
        x = Aten.Cat([.. outputs], 1).Then(concat).Then(attention).Then(dropPath);

        // The sum is a new tensor: the gradient of ReLU needs its output unchanged.
        return scope.Keep(hasShortcut ? x + input : x);
    }

    private static Layer Attention(VovAttention kind, int channels) => kind switch
    {
        VovAttention.EffectiveSqueezeExcite => new EffectiveSqueezeExcite(channels),
        VovAttention.EfficientChannel => new EfficientChannelAttention(channels),
        _ => new Identity(),
    };
}
