using Foldline.Models.Layers;
using Foldline.Models.Weights;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Pvts;

/// <summary>Pyramid vision transformer, second version (Wang et al. 2022). Names as in timm's <c>pvt_v2.py</c>.</summary>
internal sealed class Pvt : ImageModel
{
    private static readonly int[] Heads = [1, 2, 5, 8];
    private static readonly int[] Reductions = [8, 4, 2, 1];
    private readonly PvtSettings settings;
    private readonly OverlapPatchEmbed patchEmbed;
    private readonly Sequential stages;
    private readonly List<FeatureMap> maps = [];

    public Pvt(PvtSettings settings, ModelOptions options)
        : base(options, "head")
    {
        this.settings = settings;
        patchEmbed = Register("patch_embed", new OverlapPatchEmbed(options.InChannels, settings.Widths[0], 7, 4));
        stages = Register("stages", new Sequential());
        AddStages();
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures => settings.Widths[^1];

    public override string FirstConv => "patch_embed.proj";

    public override LayerGrouping Grouping { get; } = new("patch_embed", [new(@"stages\.(\d+)")], [new(@"stages\.(\d+)")]);

    public override Tensor ForwardFeatures(Tensor images) => patchEmbed.Forward(images).Then(stages);

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var features = new List<Tensor> { patchEmbed.Forward(images).Then(stages[0]) };
        for (var i = 1; i < stages.Count; i++)
            features.Add(stages[i].Forward(features[^1]));
        return features;
    }

    /// <summary>After PyTorch's defaults: linear layers truncated normal, convolutions normal by their fan out.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        this.InitializeLinear(generator);
        this.InitializeConvolutions(generator);
    }

    internal override NameRules? RulesFor(IReadOnlySet<string> stored) => PvtNames.For(stored) ?? base.RulesFor(stored);

    private void AddStages()
    {
        var count = settings.Depths.Sum();
        var index = 0;
        for (var stage = 0; stage < settings.Depths.Length; stage++)
        {
            var channels = settings.Widths[stage];
            var blocks = new List<Layer>();
            for (var i = 0; i < settings.Depths[stage]; i++)
            {
                var dropPath = Options.DropPathRate * index++ / (count - 1);
                blocks.Add(new PvtBlock(new PvtBlockShape(channels, Heads[stage], Reductions[stage], settings.Expansions[stage], settings.IsLinear, dropPath)));
            }

            stages.Add(new PvtStage(stage == 0 ? new Identity() : new OverlapPatchEmbed(settings.Widths[stage - 1], channels, 3, 2), blocks, channels));
            maps.Add(new FeatureMap(channels, 4 << stage, $"stages.{stage}"));
        }
    }
}
