using Foldline.Models.Layers;
using Foldline.Models.Weights;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.RegNets;

/// <summary>RegNet X, Y and Z (Radosavovic et al. 2020, Dollár et al. 2021) and V with norms first. Names as in timm's <c>regnet.py</c>.</summary>
internal sealed class RegNet : ImageModel
{
    private readonly Layer stem;
    private readonly List<Sequential> stages = [];
    private readonly Layer finalConv;
    private readonly ClassifierHead head;
    private readonly List<FeatureMap> maps = [];

    public RegNet(RegNetSettings settings, ModelOptions options)
        : base(options, "head.fc")
    {
        var parts = new RegNetParts(settings);
        var width = settings.StemWidth;
        FirstConv = settings.PreActivation ? "stem" : "stem.conv";
        stem = Register("stem", settings.PreActivation
            ? RegNetParts.Conv(options.InChannels, width, 3, 2)
            : (Layer)parts.ConvNorm(options.InChannels, width, 3, 2));
        maps.Add(new FeatureMap(width, 2, "stem"));
        var last = AddStages(parts, width);
        NumFeatures = settings.Features > 0 ? settings.Features : last;
        finalConv = Register("final_conv", MakeFinal(parts, last));
        head = Register("head", new ClassifierHead());
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures { get; }

    public override string FirstConv { get; }

    public override LayerGrouping Grouping { get; } = new("stem", [new(@"s(\d+)")], [new(@"s(\d+)\.b(\d+)")]);

    public override Tensor ForwardFeatures(Tensor images)
    {
        var x = stem.Forward(images);
        foreach (var stage in stages)
            x = x.Then(stage);
        return x.Then(finalConv);
    }

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var features = new List<Tensor> { stem.Forward(images) };
        foreach (var stage in stages)
            features.Add(stage.Forward(features[^1]));
        return features;
    }

    /// <summary>After PyTorch's defaults: convolutions normal by their fan out, a small normal classifier, the last norm of every branch at 0.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        foreach (var (_, module) in Modules())
        {
            if (module is Conv2d conv)
            {
                var fanOut = conv.KernelSize.Height * conv.KernelSize.Width * conv.OutChannels / conv.Options.Groups;
                Init.Normal(conv.Weight, generator, 0, Math.Sqrt(2.0 / fanOut));
                if (conv.Bias is not null)
                    Init.Constant(conv.Bias, 0);
            }
            else if (module is Linear linear)
            {
                Init.Normal(linear.Weight, generator, 0, 0.01);
                Init.Constant(linear.Bias!, 0);
            }
            else if (module is RegNetBottleneck block && Options.ZeroInitLast)
            {
                ZeroInit.Scale(block.LastNorm);
            }
        }
    }

    internal override NameRules? RulesFor(IReadOnlySet<string> stored) => RegNetNames.For(stored) ?? base.RulesFor(stored);

    protected override void PlaceClassifier(Layer layer) => head.Place(layer);

    private static Layer MakeFinal(RegNetParts parts, int channels)
    {
        var settings = parts.Settings;
        if (settings.Features > 0)
            return parts.ConvNorm(channels, settings.Features, 1);
        return settings.LinearOut || settings.PreActivation ? parts.Activation() : new Identity();
    }

    /// <returns>Channels of the last stage.</returns>
    private int AddStages(RegNetParts parts, int channels)
    {
        var plan = RegNetStagePlan.Make(parts.Settings);
        var count = plan.Sum(stage => stage.Depth);
        var index = 0;
        var reduction = 2;
        foreach (var stage in plan)
        {
            var name = $"s{stages.Count + 1}";
            var blocks = Register(name, new Sequential());
            for (var i = 0; i < stage.Depth; i++)
            {
                var dropPath = Options.DropPathRate * index++ / (count - 1);
                blocks.Add($"b{i + 1}", parts.Block(new RegNetBlockShape(channels, stage.Width, i == 0 ? 2 : 1, stage.GroupSize, dropPath)));
                channels = stage.Width;
            }

            stages.Add(blocks);
            reduction *= 2;
            maps.Add(new FeatureMap(channels, reduction, name));
        }

        return channels;
    }
}
