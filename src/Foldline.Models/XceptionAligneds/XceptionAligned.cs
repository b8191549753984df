using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.XceptionAligneds;

/// <summary>Xception with strided convolutions instead of pooling (Chen et al. 2018, DeepLabv3+). Names as in timm's <c>xception_aligned.py</c>.</summary>
internal sealed class XceptionAligned : ImageModel
{
    private readonly Sequential stem;
    private readonly List<AlignedBlock> blocks = [];
    private readonly Layer act;
    private readonly ClassifierHead head;
    private readonly List<FeatureMap> maps = [];

    public XceptionAligned(AlignedSettings settings, ModelOptions options)
        : base(options, "head.fc")
    {
        stem = Register("stem", new Sequential(
            new ConvNormAct(options.InChannels, 32, 3, 2, eps: settings.Epsilon),
            settings.PreActivation ? AlignedParts.Conv(32, 64, 3) : new ConvNormAct(32, 64, 3, eps: settings.Epsilon)));
        var list = Register("blocks", new Sequential());
        var channels = 64;
        var reduction = 2;
        var all = settings.Blocks;
        for (var i = 0; i < all.Length; i++)
        {
            var dropRate = options.DropPathRate * i / (all.Length - 1);
            if (all[i].Stride > 1)
                maps.Add(new FeatureMap(all[i].Widths[^2], reduction, $"blocks.{i}.stack.{(settings.PreActivation ? "conv2" : "act3")}"));
            blocks.Add(settings.PreActivation ? new PreBlock(all[i], channels, settings.Epsilon, dropRate) : new PostBlock(all[i], channels, settings.Epsilon, dropRate));
            list.Add(blocks[i]);
            channels = all[i].Widths[^1];
            reduction *= all[i].Stride;
        }

        maps.Add(new FeatureMap(channels, reduction, $"blocks.{blocks.Count - 1}"));
        NumFeatures = channels;
        act = Register("act", new Activation(settings.PreActivation ? ActivationKind.Relu : ActivationKind.Identity));
        head = Register("head", new ClassifierHead());
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures { get; }

    public override string FirstConv => "stem.0.conv";

    public override LayerGrouping Grouping { get; } = new("stem", [new(@"blocks\.(\d+)")], [new(@"blocks\.(\d+)")]);

    public override Tensor ForwardFeatures(Tensor images) => ForwardBlocks(images, null).Then(act);

    /// <summary>The last map is the last block's, before the activation that pre-activation networks end with.</summary>
    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var found = new List<Tensor>();
        found.Add(ForwardBlocks(images, found));
        return found;
    }

    protected override void PlaceClassifier(Layer layer) => head.Place(layer);

    private Tensor ForwardBlocks(Tensor images, List<Tensor>? found)
    {
        var x = stem.Forward(images);
        for (var i = 0; i < blocks.Count; i++)
        {
            var isMap = found is not null && maps.Exists(map => map.Module.StartsWith($"blocks.{i}.", StringComparison.Ordinal));
            var next = blocks[i].Forward(x, isMap ? found : null);
            x.Dispose();
            x = next;
        }

        return x;
    }
}
