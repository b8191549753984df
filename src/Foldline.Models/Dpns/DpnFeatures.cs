using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Dpns;

/// <summary>Stem, stages of blocks and the last norm: the part <c>features</c> of a dual path network.</summary>
internal sealed class DpnFeatures : Module
{
    private readonly ConvNormAct stem;
    private readonly MaxPool2d pool;
    private readonly DualPathBlock[][] stages;
    private readonly NormAct end;
    private readonly List<FeatureMap> maps = [];

    public DpnFeatures(DpnSettings settings, int inChannels)
    {
        var width = settings.StemWidth;
        stem = Register("conv1_1", new ConvNormAct(inChannels, width, settings.Small ? 3 : 7, 2, activation: settings.Activation, eps: DualPathBlock.Epsilon));
        pool = Register("conv1_pool", new MaxPool2d(3, 2, 1));
        maps.Add(new FeatureMap(width, 2, "features.conv1_1"));
        stages = MakeStages(settings, width);
        OutChannels = maps[^1].Channels;
        end = Register("conv5_bn_ac", new NormAct(OutChannels, settings.Activation));
    }

    public IReadOnlyList<FeatureMap> Maps => maps;

    public int OutChannels { get; }

    /// <summary>The last map, normalised.</summary>
    public Tensor Forward(Tensor images) => Run(stem.Forward(images).Then(pool), maps: null).Then(end);

    /// <summary>The stem's output and that of each stage, both paths joined.</summary>
    public List<Tensor> ForwardMaps(Tensor images)
    {
        var found = new List<Tensor> { stem.Forward(images) };
        Run(pool.Forward(found[0]), found).Dispose();
        return found;
    }

    /// <summary>Runs the stages; their input is given up.</summary>
    private Tensor Run(Tensor joined, List<Tensor>? maps)
    {
        DualPath? paths = null;
        foreach (var stage in stages)
        {
            foreach (var block in stage)
            {
                var next = block.Forward(joined, paths);
                joined.Dispose();
                paths?.Dispose();
                paths = next;
                joined = next.Join();
            }

            maps?.Add(joined.Share());
        }

        paths?.Dispose();
        return joined;
    }

    private DualPathBlock[][] MakeStages(DpnSettings settings, int channels)
    {
        var made = new DualPathBlock[settings.Depths.Length][];
        for (var stage = 0; stage < made.Length; stage++)
        {
            made[stage] = new DualPathBlock[settings.Depths[stage]];
            for (var i = 0; i < made[stage].Length; i++)
            {
                var residual = (settings.Small ? 64 : 256) << stage;
                int? stride = i > 0 ? null : stage == 0 ? 1 : 2;
                var shape = new DualPathShape(channels, settings.Width << stage, residual, settings.Increments[stage], stride);
                made[stage][i] = Register($"conv{stage + 2}_{i + 1}", new DualPathBlock(settings, shape));
                channels = shape.OutChannels;
            }

            maps.Add(new FeatureMap(channels, 4 << stage, $"features.conv{stage + 2}_{made[stage].Length}"));
        }

        return made;
    }
}
