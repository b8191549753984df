using Foldline.Models.EfficientNets;
using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>EfficientNet (Tan and Le 2019) with the names and the padding of the package efficientnet_pytorch.</summary>
internal sealed class EfficientNetPytorchEncoder : ChainEncoder
{
    private const double DropPathRate = 0.2;
    private const double SqueezeRatio = 0.25;

    private static readonly (string Name, double Width, double Depth, int ImageSize)[] Table =
    [
        ("efficientnet-b0", 1.0, 1.0, 224),
        ("efficientnet-b1", 1.0, 1.1, 240),
        ("efficientnet-b2", 1.1, 1.2, 260),
        ("efficientnet-b3", 1.2, 1.4, 300),
        ("efficientnet-b4", 1.4, 1.8, 380),
        ("efficientnet-b5", 1.6, 2.2, 456),
        ("efficientnet-b6", 1.8, 2.6, 528),
        ("efficientnet-b7", 2.0, 3.1, 600),
    ];

    private EfficientNetPytorchEncoder(EfficientNetSettings settings, int imageSize, EncoderOptions options)
        : base(options)
    {
        var width = settings.Scale(settings.StemWidth);
        var stem = Register("_conv_stem", new StaticSameConv2d(options.InChannels, width, 3, (2, 1, imageSize)));
        var norm = Register("_bn0", PytorchMobileBlock.Norm(width));
        var plan = StagePlan.Make(settings);
        var blocks = new List<PytorchMobileBlock[]>();
        var (channels, size, index, count) = (width, StaticSameConv2d.OutputSize(imageSize, 2), 0, plan.Sum(stage => stage.Count));
        foreach (var stage in plan)
            blocks.Add([.. stage.Select(Block)]);
        Register("_blocks", new ModuleArray<Layer>(blocks.SelectMany(stage => stage)));
        var features = settings.ScaledFeatures();
        Register("_conv_head", Convolutions.Conv(channels, features, 1));
        Register("_bn1", PytorchMobileBlock.Norm(features));
        SetStages(
            [[], [stem, norm, new Activation(ActivationKind.Silu)], [.. blocks[0], .. blocks[1]], blocks[2], [.. blocks[3], .. blocks[4]], [.. blocks[5], .. blocks[6]]],
            [options.InChannels, width, .. new[] { 1, 2, 4, 6 }.Select(stage => settings.Scale(plan[stage][0].Channels))]);

        PytorchMobileBlock Block(BlockDefinition definition)
        {
            var outChannels = settings.Scale(definition.Channels);
            var block = new PytorchMobileBlock(definition, (channels, outChannels), size, (int)(channels * SqueezeRatio), DropPathRate * index++ / count);
            (channels, size) = (outChannels, StaticSameConv2d.OutputSize(size, definition.Stride));
            return block;
        }
    }

    public static IEnumerable<EncoderVariant> All { get; } = Table.Select(row => new EncoderVariant(
        row.Name,
        options => new EfficientNetPytorchEncoder(MobileStages.B with { Width = row.Width, Depth = [row.Depth] }, row.ImageSize, options)));
}
