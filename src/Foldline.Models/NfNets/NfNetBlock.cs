using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.NfNets;

/// <summary>
/// A residual block that needs no norms: it divides its input by the deviation expected there, and adds its branch with a small
/// factor (Brock et al. 2021a and b).
/// </summary>
internal sealed class NfNetBlock : Layer
{
    /// <summary>Factor of the branch.</summary>
    public const double Alpha = 0.2;

    private const int GroupStep = 8;
    private const double AttentionGain = 2;
    private readonly Layer? downsample;
    private readonly Layer act1;
    private readonly Layer conv1;
    private readonly Layer act2;
    private readonly Layer conv2;
    private readonly Sequential? extra;
    private readonly Layer? attention;
    private readonly Layer act3;
    private readonly Layer conv3;
    private readonly Layer? lastAttention;
    private readonly Layer dropPath;
    private readonly Tensor? gain;

    public NfNetBlock(NfNetParts parts, NfNetBlockShape shape)
    {
        var settings = parts.Settings;
        var (middle, groups) = Middle(settings, shape);
        if (settings.IsOriginal)
            gain = Parameter("skipinit_gain", Aten.Zeros([]));
        if (shape.InChannels != shape.OutChannels || shape.Stride != 1)
            downsample = Register("downsample", Downsample(parts, shape));
        act1 = Register("act1", parts.Activation(inPlace: false, 1 / Math.Sqrt(shape.ExpectedVariance)));
        conv1 = Register("conv1", parts.Conv(shape.InChannels, middle, 1));
        act2 = Register("act2", parts.Activation(inPlace: true));
        conv2 = Register("conv2", parts.Conv(middle, middle, 3, shape.Stride, groups));
        if (settings.ExtraConv)
            extra = new Sequential(Register("act2b", parts.Activation(inPlace: true)), Register("conv2b", parts.Conv(middle, middle, 3, 1, groups)));
        if (settings.IsRegNet && settings.Attention != NfNetAttention.None)
            attention = Register("attn", parts.Attention(middle));
        act3 = Register("act3", parts.Activation(inPlace: true));
        conv3 = Register("conv3", parts.Conv(middle, shape.OutChannels, 1, gain: settings.IsOriginal ? 1 : 0));
        if (!settings.IsRegNet && settings.Attention != NfNetAttention.None)
            lastAttention = Register("attn_last", parts.Attention(shape.OutChannels));
        dropPath = Register("drop_path", new DropPath(shape.DropPath));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var active = act1.Forward(input);
        var shortcut = downsample?.Forward(active) ?? input;
        var branch = Branch(active);
        branch = gain is null ? branch.MulInPlace(Alpha) : branch * (gain * Alpha);
        return scope.Keep(branch.AddInPlace(shortcut));
    }

    protected override void ResetParameters(TorchGenerator generator)
    {
        if (gain is not null)
            Init.Constant(gain, 0);
    }

    private static (int Channels, int Groups) Middle(NfNetSettings settings, NfNetBlockShape shape)
    {
        var channels = Channels.MakeDivisible((settings.IsRegNet ? shape.InChannels : shape.OutChannels) * shape.BottleRatio);
        if (settings.GroupSize == 0)
            return (channels, 1);
        var groups = channels / settings.GroupSize;
        return (settings.GroupSize % GroupStep == 0 ? settings.GroupSize * groups : channels, groups);
    }

    private static Sequential Downsample(NfNetParts parts, NfNetBlockShape shape)
    {
        var layers = new Sequential();
        layers.Add("pool", shape.Stride > 1 ? new AvgPool2d(2, shape.Stride, ceilMode: true, countIncludePad: false) : new Identity());
        layers.Add("conv", parts.Conv(shape.InChannels, shape.OutChannels, 1));
        return layers;
    }

    private Tensor Branch(Tensor active)
    {
        var branch = conv1.Forward(active).Then(act2).Then(conv2);
        if (extra is not null)
            branch = branch.Then(extra);
        if (attention is not null)
            branch = branch.Then(attention).MulInPlace(AttentionGain);
        branch = branch.Then(act3).Then(conv3);
        if (lastAttention is not null)
            branch = branch.Then(lastAttention).MulInPlace(AttentionGain);
        return branch.Then(dropPath);
    }
}
