using Foldline.Models.Segmentation.Decoders;
using Foldline.Models.Segmentation.Encoders;
using Foldline.Models.Segmentation.Heads;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation;

/// <summary>
/// A network from images [N, C, H, W] to a map for each class [N, classes, H, W]. Names and shapes of the state dict, and the numbers
/// that come out, are those of segmentation_models_pytorch's network of the same architecture and encoder.
/// The constructor leaves weights unset: call <see cref="Module.Initialize"/> or load some.
/// </summary>
public sealed class SegmentationModel : Layer
{
    private readonly SegmentationArchitecture architecture;
    private readonly Sequential head;
    private readonly Sequential? labelHead;

    internal SegmentationModel(SegmentationArchitecture architecture, string encoderName, SegmentationOptions options)
    {
        this.architecture = architecture;
        Options = options;
        EncoderName = encoderName;
        var stride = architecture.OutputStride(options);
        Encoder = Register("encoder", EncoderRegistry.Create(encoderName, new EncoderOptions
        {
            InChannels = options.InChannels,
            ImageSize = options.ImageSize,
            Depth = architecture.Depth(options),
            OutputStride = stride,
        }));
        try
        {
            Decoder = Register("decoder", architecture.MakeDecoder(Encoder, options, stride));
            head = Register("segmentation_head", Head.ForMasks(Decoder.OutChannels, options, architecture.HeadKernelSize, options.Upsampling ?? architecture.Upsampling));
            if (options.LabelHead is { } labels)
                labelHead = Register("classification_head", Head.ForLabels(Encoder.OutChannels[^1], labels));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Name of the architecture.</summary>
    public string Architecture => architecture.Name;

    /// <summary>Name of the encoder, as it was asked for.</summary>
    public string EncoderName { get; }

    /// <summary>What the caller chose when the network was made.</summary>
    public SegmentationOptions Options { get; }

    /// <summary>Images to feature maps.</summary>
    public Encoder Encoder { get; }

    /// <summary>Feature maps to one map.</summary>
    public SegmentationDecoder Decoder { get; }

    /// <summary>The <see cref="SegmentationOptions.Upsampling"/> with which masks have the images' size.</summary>
    public int WholeUpsampling => architecture.DecoderStride(Encoder);

    /// <summary>Whether masks have the images' size, and not a fraction or a multiple of it.</summary>
    public bool GivesWholeMasks => WholeUpsampling == (Options.Upsampling ?? architecture.Upsampling);

    /// <summary>Images to masks [N, classes, H, W].</summary>
    /// <param name="input">[N, C, H, W]; both sides multiples of the encoder's output stride.</param>
    /// <exception cref="FoldlineException">FL2212: the size is no multiple.</exception>
    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        return scope.Keep(MasksOf(FeaturesOf(input)));
    }

    /// <summary>Images to masks, and to labels where there is a head for them.</summary>
    /// <inheritdoc cref="Forward"/>
    public SegmentationOutput ForwardWithLabels(Tensor input)
    {
        using var scope = new TensorScope();
        var features = FeaturesOf(input);
        var labels = labelHead?.Forward(features[^1]);
        return new SegmentationOutput(scope.Keep(MasksOf(features)), labels is null ? null : scope.Keep(labels));
    }

    /// <summary>
    /// Makes the network quicker for inference, as <see cref="ImageModel.Fuse"/> does: parallel branches become one convolution, batch
    /// normalisation goes into the convolutions before it. It cannot be trained afterwards.
    /// </summary>
    /// <param name="imageSize">Height and width of the images that are tried; 224 when left out.</param>
    /// <returns>Number of norms that a convolution does the work of now.</returns>
    public int Fuse(Size2? imageSize = null)
    {
        const int Usual = 224;
        return NormFolding.Fuse(this, Options.InChannels, imageSize ?? Usual, MasksAndLabels);

        IEnumerable<Tensor> MasksAndLabels(Tensor images) => ForwardWithLabels(images) is var output && output.Labels is { } labels ? [output.Masks, labels] : [output.Masks];
    }

    /// <summary>The encoder by its own rule, the others as the reference: He et al. in decoders except DeepLab's, Glorot and Bengio in their heads.</summary>
    /// <param name="generator">Source of random numbers.</param>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        if (!architecture.ResetsWeights)
            return;
        Decoder.ResetByHe(generator);
        Head.Reset(head, generator);
        if (labelHead is not null)
            Head.Reset(labelHead, generator);
    }

    /// <summary>Maps that decoders may free: an object of its own stands for the caller's images.</summary>
    private IReadOnlyList<Tensor> FeaturesOf(Tensor images)
    {
        CheckSize(images.Size(2), images.Size(3));
        return [.. Encoder.ForwardFeatures(images).Select(map => ReferenceEquals(map, images) ? images.Share() : map)];
    }

    private Tensor MasksOf(IReadOnlyList<Tensor> features)
    {
        using var map = Decoder.Forward(features);
        return head.Forward(map);
    }

    private void CheckSize(long height, long width)
    {
        var stride = Encoder.OutputStride;
        if (height % stride == 0 && width % stride == 0)
            return;
        throw FoldlineException.User(
            "FL2212",
            $"The images are {height} high and {width} wide; the network needs multiples of {stride}. Pad or resize them, for example to {Next(height)} × {Next(width)}.",
            null,
            ("height", $"{height}"),
            ("width", $"{width}"));

        long Next(long side) => (side + stride - 1) / stride * stride;
    }
}
