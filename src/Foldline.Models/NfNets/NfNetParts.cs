using Foldline.Models.Layers;
using Foldline.Torch.Nn;

namespace Foldline.Models.NfNets;

/// <summary>Makes the layers that the settings choose among.</summary>
internal sealed class NfNetParts(NfNetSettings settings)
{
    private const double WeightEpsilon = 1e-5;

    public NfNetSettings Settings => settings;

    /// <summary>What restores the variance after the activation (Brock et al. 2021a, appendix D).</summary>
    private double Gamma => settings.Activation switch
    {
        ActivationKind.Relu => 1.7139588594436646,
        ActivationKind.Silu => 1.7881293296813965,
        ActivationKind.Gelu => 1.7015043497085571,
        _ => throw new InvalidOperationException($"The gain of {settings.Activation} is not known."),
    };

    public int Width(int channels) => Channels.MakeDivisible(channels * settings.WidthFactor);

    /// <param name="inPlace">Overwrite the input.</param>
    /// <param name="factor">Multiplies the output.</param>
    public Layer Activation(bool inPlace, double factor = 1) =>
        new ScaledActivation(settings.Activation, settings.IsOriginal ? factor * Gamma : factor, inPlace);

    public ScaledStdConv2d Conv(int inChannels, int outChannels, int kernelSize, int stride = 1, int groups = 1, double gain = 1)
    {
        var options = new Conv2dOptions { Stride = stride, Groups = groups };
        return new ScaledStdConv2d(inChannels, outChannels, kernelSize, options, settings.IsOriginal ? 1 : Gamma, WeightEpsilon, gain, settings.IsOriginal);
    }

    public Layer Attention(int channels) => settings.Attention switch
    {
        NfNetAttention.SqueezeExcite => new SqueezeExcite(channels, settings.AttentionRatio),
        NfNetAttention.EfficientChannel => new EfficientChannelAttention(channels),
        _ => throw new InvalidOperationException("These settings have no attention."),
    };

    /// <summary>The convolutions before the first stage, under their names; what lies between stem and stages has no weights.</summary>
    public Sequential Stem(int inChannels, int width)
    {
        var stem = new Sequential();
        if (settings.Stem != NfNetStem.Quad)
        {
            var isPooled = settings.Stem == NfNetStem.Pooled;
            stem.Add("conv", Conv(inChannels, width, isPooled ? 7 : 3, 2));
            if (isPooled)
                stem.Add("pool", new MaxPool2d(3, 2, 1));
            return stem;
        }

        var channels = inChannels;
        for (var i = 1; i <= 4; i++)
        {
            var next = width >> (4 - i);
            stem.Add($"conv{i}", Conv(channels, next, 3, i is 1 or 4 ? 2 : 1));
            if (i < 4)
                stem.Add($"act{i + 1}", Activation(inPlace: true));
            channels = next;
        }

        return stem;
    }
}
