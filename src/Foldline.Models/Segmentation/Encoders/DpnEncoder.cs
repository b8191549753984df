using Foldline.Models.Dpns;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>Dual path networks (Chen et al. 2017); a map is both paths together after a ReLU.</summary>
internal sealed class DpnEncoder : Encoder
{
    private static readonly string[] Names = ["dpn68", "dpn68b", "dpn92", "dpn98", "dpn107", "dpn131"];
    private readonly ImageModel network;
    private readonly int[] channels;

    private DpnEncoder(ImageModel network, EncoderOptions options)
        : base(options)
    {
        this.network = network;
        channels = [options.InChannels, .. network.FeatureMaps.Select(map => map.Channels)];
        var features = Register("features", network.Children.First(child => child.Key == "features").Value);
        if (options.OutputStride == 8)
            Widen(features, "conv4_", 2);
        if (options.OutputStride < 32)
            Widen(features, "conv5_", options.OutputStride == 8 ? 4 : 2);
    }

    public static IEnumerable<EncoderVariant> All { get; } = Names.Select(name =>
        new EncoderVariant(name, options => new DpnEncoder(ModelRegistry.Create(name, new ModelOptions { NumClasses = 0, InChannels = options.InChannels }), options)));

    public override IReadOnlyList<int> OutChannels => channels[..(Depth + 1)];

    public override IReadOnlyList<Tensor> ForwardFeatures(Tensor images)
    {
        var maps = network.ForwardIntermediates(images);
        foreach (var surplus in maps.Skip(Depth))
            surplus.Dispose();
        return [images, maps[0], .. maps.Take(Depth).Skip(1).Select(Activated)];
    }

    public override void Initialize(TorchGenerator generator) => network.Initialize(generator);

    private static void Widen(Module features, string stage, int rate) =>
        Dilation.Widen([.. features.Children.Where(child => child.Key.StartsWith(stage, StringComparison.Ordinal)).Select(child => child.Value)], rate);

    private static Tensor Activated(Tensor map)
    {
        using (map)
            return map.Relu();
    }
}
