using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>
/// A network without its head that gives feature maps of several sizes. Names and shapes of the state dict are those of
/// segmentation_models_pytorch's encoder of the same name.
/// </summary>
public abstract class Encoder : Module
{
    /// <summary>Keeps the options.</summary>
    /// <param name="options">What the caller chose.</param>
    private protected Encoder(EncoderOptions options)
    {
        Options = options;
    }

    /// <summary>What the caller chose.</summary>
    public EncoderOptions Options { get; }

    /// <summary>Stages that are used.</summary>
    public int Depth => Options.Depth;

    /// <summary>Both sides of the images must be multiples of this.</summary>
    public virtual int OutputStride => Math.Min(Options.OutputStride, 1 << Depth);

    /// <summary>Channels of the maps that <see cref="ForwardFeatures"/> gives: one more than <see cref="Depth"/>.</summary>
    public abstract IReadOnlyList<int> OutChannels { get; }

    /// <summary>Whether the deepest map comes straight out of a pooling; U-Net then adds convolutions of its own.</summary>
    public virtual bool EndsInPooling => false;

    /// <summary>Images to feature maps, largest first. The first is mostly the images themselves; the caller owns the others.</summary>
    /// <param name="images">[N, C, H, W].</param>
    public abstract IReadOnlyList<Tensor> ForwardFeatures(Tensor images);

    /// <summary>Feeds a map, which the caller still needs, to layers one after the other; without any it comes back itself.</summary>
    private protected static Tensor Run(Layer[] stage, Tensor input)
    {
        var x = input;
        foreach (var layer in stage)
            x = ReferenceEquals(x, input) ? layer.Forward(x) : x.Then(layer);
        return x;
    }

    /// <summary>The map of half the images' size of networks that have none: [N, 0, H/2, W/2].</summary>
    private protected static Tensor HalfWithoutChannels(Tensor images) =>
        Aten.Empty([images.Size(0), 0, images.Size(2) / 2, images.Size(3) / 2], dtype: images.DType, device: images.Device);
}
