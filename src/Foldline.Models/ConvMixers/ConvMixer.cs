using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ConvMixers;

/// <summary>
/// ConvMixer (Trockman and Kolter 2022): patches, then blocks of one depthwise and one 1×1 convolution at the same resolution; it
/// offers no feature maps. Names as in timm's <c>convmixer.py</c>.
/// </summary>
internal sealed class ConvMixer : ImageModel
{
    private readonly Sequential stem;
    private readonly Sequential blocks;

    public ConvMixer(ConvMixerSettings settings, ModelOptions options)
        : base(options, "head")
    {
        NumFeatures = settings.Width;
        var patches = new Conv2d(options.InChannels, settings.Width, settings.PatchSize, new Conv2dOptions { Stride = settings.PatchSize });
        stem = Register("stem", new Sequential(patches, new Activation(settings.Activation), new BatchNorm2d(settings.Width)));
        blocks = Register("blocks", new Sequential());
        for (var i = 0; i < settings.Depth; i++)
            blocks.Add(MakeBlock(settings));
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => [];

    public override int NumFeatures { get; }

    public override string FirstConv => "stem.0";

    public override LayerGrouping Grouping { get; } = new("stem", [new(@"blocks\.(\d+)")], [new(@"blocks\.(\d+)")]);

    public override Tensor ForwardFeatures(Tensor images) => stem.Forward(images).Then(blocks);

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images) => [];

    private static Sequential MakeBlock(ConvMixerSettings settings)
    {
        var width = settings.Width;
        var depthwise = new Conv2d(width, width, settings.KernelSize, new Conv2dOptions { Padding = settings.KernelSize / 2, Groups = width });
        return new Sequential(
            new ResidualLayer(new Sequential(depthwise, new Activation(settings.Activation), new BatchNorm2d(width))),
            new Conv2d(width, width, 1),
            new Activation(settings.Activation),
            new BatchNorm2d(width));
    }
}
