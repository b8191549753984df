using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MetaFormers;

/// <summary>A convolution that halves the map, in all stages but the first, then blocks: [N, in, H, W] → [N, out, h, w].</summary>
internal sealed class MetaFormerStage : Layer
{
    private readonly bool hasTokens;
    private readonly Layer downsample;
    private readonly Sequential blocks;

    public MetaFormerStage(MetaFormerSettings settings, int stage, IEnumerable<Layer> blocks)
    {
        hasTokens = settings.MixerOf(stage) == TokenMixerKind.Attention;
        downsample = Register("downsample", stage == 0 ? new Identity() : Halve(settings, settings.Widths[stage - 1], settings.Widths[stage]));
        this.blocks = Register("blocks", new Sequential([.. blocks]));
    }

    public override Tensor Forward(Tensor input)
    {
        var x = downsample.Forward(input);
        var output = hasTokens ? OnTokens(x) : blocks.Forward(x);
        if (!ReferenceEquals(x, input))
            x.Dispose();
        return output;
    }

    private static Layer Halve(MetaFormerSettings settings, int inChannels, int outChannels) => new Sequential(new Dictionary<string, Layer>
    {
        ["norm"] = settings.IsFirstVersion ? new Identity() : new ScaleOnlyNorm(inChannels, NormScope.Place),
        ["conv"] = new Conv2d(inChannels, outChannels, 3, new Conv2dOptions { Stride = 2, Padding = 1 }),
    });

    private Tensor OnTokens(Tensor map)
    {
        using var scope = new TensorScope();
        var (height, width) = (map.Size(2), map.Size(3));
        var tokens = blocks.Forward(map.Flatten(2).Transpose(1, 2));
        return scope.Keep(tokens.Transpose(1, 2).Unflatten(2, [height, width]));
    }
}
