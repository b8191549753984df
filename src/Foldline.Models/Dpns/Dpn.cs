using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Dpns;

/// <summary>Dual path network: blocks that are residual and dense at once (Chen et al. 2017). Names as in timm's <c>dpn.py</c>.</summary>
internal sealed class Dpn : ImageModel
{
    private readonly DpnFeatures features;

    public Dpn(DpnSettings settings, ModelOptions options)
        : base(options, "classifier")
    {
        features = Register("features", new DpnFeatures(settings, options.InChannels));
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => features.Maps;

    public override int NumFeatures => features.OutChannels;

    public override string FirstConv => "features.conv1_1.conv";

    public override LayerGrouping Grouping { get; } = new(
        @"features\.conv1",
        [new(@"features\.conv(\d+)"), new(@"features\.conv5_bn_ac", LayerPattern.Last)],
        [new(@"features\.conv(\d+)_(\d+)"), new(@"features\.conv5_bn_ac", LayerPattern.Last)]);

    public override Tensor ForwardFeatures(Tensor images) => features.Forward(images);

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images) => features.ForwardMaps(images);

    protected override Layer MakeDefaultClassifier() => NumClasses > 0 ? new ConvClassifier(HeadFeatures, NumClasses) : new Identity();
}
