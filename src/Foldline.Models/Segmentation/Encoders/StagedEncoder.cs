using Foldline.Torch;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>An encoder made of the layers of a network of the zoo.</summary>
internal sealed class StagedEncoder : ChainEncoder
{
    private readonly ImageModel network;

    /// <param name="network">A network without a classifier.</param>
    /// <param name="layout">Its stages.</param>
    /// <param name="channels">Channels of the stages, without the images; null where the stages end with the network's own feature maps.</param>
    /// <param name="options">What the caller chose.</param>
    public StagedEncoder(ImageModel network, EncoderLayout layout, IEnumerable<int>? channels, EncoderOptions options)
        : base(options)
    {
        this.network = network;
        EndsInPooling = layout.EndsInPooling;
        if (layout.Kept is not null)
            network.Keep([.. network.Children.Where(child => layout.Kept.Contains(child.Key))]);
        if (layout.Name is not null)
            Register(layout.Name, network);
        else
            RegisterChildren();

        channels ??= network.FeatureMaps.Select(map => map.Channels);
        var stages = layout.Stages.Select(stage => LayerPath.Stage(network, stage));
        if (layout.StartsWithMap)
            SetStages(stages, channels);
        else
            SetStages(stages.Prepend([]), channels.Prepend(options.InChannels));
    }

    public override bool EndsInPooling { get; }

    /// <summary>As the network of the zoo; a first convolution for other channels than colours by PyTorch's default, as in the reference.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        network.Initialize(generator);
        if (HasOtherChannels)
            LayerPath.Stage(network, network.FirstConv)[0].Initialize(generator);
    }

    private void RegisterChildren()
    {
        foreach (var (name, child) in network.Children)
            Register(name, child);
    }
}
