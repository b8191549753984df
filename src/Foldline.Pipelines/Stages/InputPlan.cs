using System.Collections.Immutable;
using Foldline.Data.Loading;
using Foldline.Imaging;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;
using Foldline.Training;

namespace Foldline.Pipelines.Stages;

/// <summary>
/// How image files become batches: one definition for training, validation and test, apart from the augmentation. Immutable.
/// </summary>
public sealed class InputPlan
{
    private readonly Recipe recipe;

    /// <summary>Makes the plan.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="fileSize">Size of the image files, when all have one; null when they differ.</param>
    /// <param name="modelNormalization">What the model's pretrained weights expect.</param>
    /// <exception cref="FoldlineException">FL1010 to FL1013: a transform is unknown or wrong. FL6026: the files differ in size and the recipe sets none.</exception>
    public InputPlan(Recipe recipe, ImageSize? fileSize, PixelNormalization modelNormalization)
    {
        this.recipe = recipe;
        Size = recipe.Input.Size ?? fileSize ?? throw FoldlineException.User(
            "FL6026",
            "The image files differ in size, and the recipe does not say to which size they are to be resized. Set input.size, such as input.size=256.",
            null,
            ("key", "input.size"));
        Transform[] resize = fileSize == Size ? [] : [new Resize(Size, Interpolation.Area)];
        Normalization = NormalizationOf(recipe.Input.Normalize, modelNormalization);
        var normalize = new Normalize(Normalization);
        Augmented = new TransformPipeline([.. resize, .. Transforms(recipe), normalize]);
        Plain = new TransformPipeline([.. resize, normalize]);
    }

    /// <summary>Height and width of the network's input.</summary>
    public ImageSize Size { get; }

    /// <summary>How pixels are scaled.</summary>
    public PixelNormalization Normalization { get; }

    /// <summary>What happens to training images.</summary>
    public TransformPipeline Augmented { get; }

    /// <summary>What happens to validation and test images.</summary>
    public TransformPipeline Plain { get; }

    /// <summary>Builds the recipe's transforms.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <exception cref="FoldlineException">FL1010 to FL1013, with the place in the recipe.</exception>
    public static ImmutableArray<Transform> Transforms(Recipe recipe) => [.. recipe.Augment.Select(part => part.Build(ImageTransforms.Table))];

    /// <summary>Batches of training images, shuffled and augmented.</summary>
    /// <param name="samples">All labelled samples.</param>
    /// <param name="folder">The data folder.</param>
    /// <param name="rows">The samples to train on.</param>
    /// <param name="seed">Seed of order and augmentation.</param>
    public BatchLoader TrainingLoader(SampleSet samples, string folder, IReadOnlyList<int> rows, ulong seed) =>
        new(Source(samples, folder, Augmented), Augmented, Options(recipe.Train.Batch) with { Shuffle = true, Seed = seed, CacheBytes = recipe.Loader.Cache.Bytes }, rows);

    /// <summary>Batches of images in their order, not augmented.</summary>
    /// <param name="samples">Samples.</param>
    /// <param name="folder">The data folder.</param>
    /// <param name="rows">The samples to go through; null = all.</param>
    /// <param name="cacheBytes">Memory for decoded images.</param>
    public BatchLoader PlainLoader(SampleSet samples, string folder, IReadOnlyList<int>? rows, long cacheBytes) =>
        new(Source(samples, folder, Plain), Plain, Options(recipe.Train.ValidBatch) with { CacheBytes = cacheBytes }, rows);

    /// <summary>The images of samples, decoded as cheaply as the transforms allow.</summary>
    /// <param name="samples">Samples.</param>
    /// <param name="folder">The data folder.</param>
    /// <param name="pipeline">What happens to the images.</param>
    public ImageFileSource Source(SampleSet samples, string folder, TransformPipeline pipeline) =>
        new(samples.Ids, samples.Images, folder, ImageFileSource.DecodeOptionsFor(recipe.Input.Channels, pipeline));

    private LoaderOptions Options(int batchSize) => new()
    {
        BatchSize = batchSize,
        Height = Size.Height,
        Width = Size.Width,
        Channels = recipe.Input.Channels,
        Threads = recipe.Loader.Threads == 0 ? Environment.ProcessorCount : recipe.Loader.Threads,
        Prefetch = recipe.Loader.Prefetch,
        ChannelsLast = recipe.Train.ChannelsLast,
        Element = recipe.Train.Precision == NumberFormat.BFloat16 ? BatchElement.BFloat16 : BatchElement.Float32,
    };

    private static PixelNormalization NormalizationOf(Normalization normalization, PixelNormalization model) => normalization.Kind switch
    {
        "imagenet" => PixelNormalization.ImageNet,
        "model" => model,
        "custom" => new PixelNormalization([.. normalization.Mean], [.. normalization.Std]),
        _ => PixelNormalization.None,
    };
}
