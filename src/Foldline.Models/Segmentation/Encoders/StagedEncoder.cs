using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>An encoder made of the layers of a network of the zoo. All its stages belong to the state dict, also those beyond the depth.</summary>
internal class StagedEncoder : Encoder
{
    private const int ColorChannels = 3;
    private readonly ImageModel network;
    private readonly int[] channels;
    private readonly Layer[][] stages;

    /// <param name="network">A network without a classifier.</param>
    /// <param name="layout">Its stages.</param>
    /// <param name="channels">Channels of the stages, without the images.</param>
    /// <param name="options">What the caller chose.</param>
    public StagedEncoder(ImageModel network, EncoderLayout layout, int[] channels, EncoderOptions options)
        : base(options)
    {
        this.network = network;
        this.channels = layout.StartsWithMap ? channels : [options.InChannels, .. channels];
        if (layout.Kept is not null)
            network.Keep([.. network.Children.Where(child => layout.Kept.Contains(child.Key))]);
        if (layout.Name is not null)
        {
            Register(layout.Name, network);
        }
        else
        {
            foreach (var (name, child) in network.Children)
                Register(name, child);
        }

        stages = [.. layout.Stages.Select(stage => LayerPath.Stage(network, stage))];
        if (!layout.StartsWithMap)
            stages = [[], .. stages];
        if (options.OutputStride < 32)
            Dilate(options.OutputStride);
    }

    public sealed override IReadOnlyList<int> OutChannels => channels[..(Depth + 1)];

    public override IReadOnlyList<Tensor> ForwardFeatures(Tensor images)
    {
        var features = new List<Tensor>();
        var x = images;
        foreach (var stage in stages.Take(Depth + 1))
        {
            x = Run(stage, x);
            features.Add(x);
        }

        return features;
    }

    /// <summary>As the network of the zoo; a first convolution for other channels than colours by PyTorch's default, as in the reference.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        network.Initialize(generator);
        if (Options.InChannels != ColorChannels)
            LayerPath.Stage(network, network.FirstConv)[0].Initialize(generator);
    }

    /// <summary>Feeds a map, which the caller still needs, to layers.</summary>
    protected static Tensor Run(IEnumerable<Layer> stage, Tensor input)
    {
        var x = input;
        foreach (var layer in stage)
            x = ReferenceEquals(x, input) ? layer.Forward(x) : x.Then(layer);
        return x;
    }

    private void Dilate(int outputStride)
    {
        if (outputStride == 8)
            Dilation.Widen(stages[4], 2);
        Dilation.Widen(stages[5], outputStride == 8 ? 4 : 2);
    }
}
