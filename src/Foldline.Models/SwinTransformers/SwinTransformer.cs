using Foldline.Models.Layers;
using Foldline.Models.Weights;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.SwinTransformers;

/// <summary>
/// Transformer of four stages whose tokens attend within windows (Liu et al. 2021), and its second version (Liu et al. 2022). Names
/// as in timm's <c>swin_transformer.py</c> and <c>swin_transformer_v2.py</c>. Images of other sizes than the model's are possible;
/// the windows stay as they are.
/// </summary>
internal sealed class SwinTransformer : ImageModel
{
    private readonly SwinSettings settings;
    private readonly SwinPatchEmbed patchEmbed;
    private readonly Sequential layers;
    private readonly LayerNorm norm;
    private readonly ClassifierHead head;
    private readonly List<FeatureMap> maps = [];

    public SwinTransformer(SwinSettings settings, ModelOptions options)
        : base(options, "head.fc")
    {
        this.settings = settings;
        patchEmbed = Register("patch_embed", new SwinPatchEmbed(options.InChannels, settings.Width));
        layers = Register("layers", new Sequential());
        AddStages(options.ImageSize ?? settings.ImageSize);
        NumFeatures = maps[^1].Channels;
        norm = Register("norm", new LayerNorm(NumFeatures));
        head = Register("head", new ClassifierHead());
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures { get; }

    public override string FirstConv => "patch_embed.proj";

    public override LayerGrouping Grouping { get; } = new(
        "patch_embed",
        [new(@"layers\.(\d+)")],
        [new(@"layers\.(\d+).downsample", 0), new(@"layers\.(\d+)\.\w+\.(\d+)"), new("norm", LayerPattern.Last)]);

    public override IReadOnlyList<string> NoWeightDecay => settings.IsSecondVersion ? ["cpb_mlp", "logit_scale"] : ["relative_position_bias_table"];

    /// <summary>Images to the last feature map, channels last: [N, h, w, features].</summary>
    public override Tensor ForwardFeatures(Tensor images) => patchEmbed.Forward(images).Then(layers).Then(norm);

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var features = new List<Tensor>();
        var x = patchEmbed.Forward(images);
        for (var i = 0; i < layers.Count; i++)
        {
            x = x.Then(layers[i]);
            features.Add(x.Permute([0, 3, 1, 2]));
        }

        x.Dispose();
        return features;
    }

    public override Tensor ForwardHead(Tensor features, bool preLogits = false)
    {
        using var map = features.Permute([0, 3, 1, 2]);
        return base.ForwardHead(map, preLogits);
    }

    /// <summary>After PyTorch's defaults: linear layers truncated normal; in the second version the branches closed.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        this.InitializeLinear(generator);
        foreach (var (_, module) in Modules())
        {
            if (module is SwinBlockV2 block)
                block.CloseBranches();
        }
    }

    /// <summary>Fits tables of biases for windows of another size.</summary>
    public override Tensor? Fit(string name, Tensor stored, Tensor own)
    {
        if (stored.Rank != 2 || stored.Size(1) != own.Size(-1))
            return null;
        foreach (var (path, module) in Modules())
        {
            if (module is BiasedWindowAttention attention && name == $"{path}.relative_position_bias_table")
                return RelativeBiasResampling.ResizeRows(stored, attention.Window, own.Size(0));
        }

        return null;
    }

    internal override NameRules? RulesFor(IReadOnlySet<string> stored) => SwinNames.For(stored) ?? base.RulesFor(stored);

    protected override void PlaceClassifier(Layer layer) => head.Place(layer);

    private void AddStages(Size2 images)
    {
        var blocks = settings.Depths.Sum();
        var (index, channels, reduction) = (0, settings.Width, 4);
        var map = new Size2(images.Height / reduction, images.Width / reduction);
        for (var stage = 0; stage < settings.Depths.Length; stage++)
        {
            Layer downsample = new Identity();
            if (stage > 0)
            {
                downsample = new PatchMerging(channels, 2 * channels, normFirst: !settings.IsSecondVersion);
                (channels, reduction) = (2 * channels, 2 * reduction);
                map = new Size2(map.Height / 2, map.Width / 2);
            }

            var made = new List<Layer>();
            for (var i = 0; i < settings.Depths[stage]; i++)
            {
                var dropPath = Options.DropPathRate * index++ / (blocks - 1);
                var shape = new SwinBlockShape(channels, settings.Heads[stage], map, settings.Windows[stage], i % 2 == 1, dropPath);
                made.Add(settings.IsSecondVersion ? new SwinBlockV2(shape, new CosineWindowAttention(shape, settings.TrainedWindows[stage])) : new SwinBlock(shape));
            }

            layers.Add(new SwinStage(downsample, made));
            maps.Add(new FeatureMap(channels, reduction, $"layers.{stage}"));
        }
    }
}
