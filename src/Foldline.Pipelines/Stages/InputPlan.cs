using System.Collections.Immutable;
using Foldline.Data.Loading;
using Foldline.Imaging;
using Foldline.Pipelines.Curves;
using Foldline.Pipelines.Inputs;
using Foldline.Pipelines.Masks;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;
using Foldline.Training;

namespace Foldline.Pipelines.Stages;

/// <summary>
/// How images become batches: one definition for training, validation and test, apart from the augmentation. Immutable.
/// </summary>
public sealed class InputPlan
{
    private readonly Recipe recipe;

    private readonly InputSource source;

    private readonly ImmutableArray<Transform> before;

    /// <summary>Makes the plan.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="source">Where the images come from.</param>
    /// <param name="fileSize">Size of the images, when all have one; null when they differ.</param>
    /// <param name="modelNormalization">What the model's pretrained weights expect.</param>
    /// <exception cref="FoldlineException">FL1010 to FL1013: a transform is unknown or wrong. FL6026: the files differ in size and the recipe sets none.</exception>
    public InputPlan(Recipe recipe, InputSource source, ImageSize? fileSize, PixelNormalization modelNormalization)
    {
        (this.recipe, this.source) = (recipe, source);
        var steps = Steps(recipe);
        var prepared = InputSteps.SizeAfter(steps, fileSize);
        Size = recipe.Input.Size ?? prepared ?? throw FoldlineException.User(
            "FL6026",
            "The images differ in size, and the recipe does not say to which size they are to be resized. Set input.size, such as input.size=256.",
            null,
            ("key", "input.size"));
        Transform[] resize = prepared == Size ? [] : [new Resize(Size, recipe.Input.Interpolation)];
        Normalization = NormalizationOf(recipe.Input.Normalize, modelNormalization);
        before = [.. steps, .. resize];
        Augmented = Pipeline(Transforms(recipe));
        Plain = Pipeline([]);
    }

    /// <summary>Height and width of the network's input.</summary>
    public ImageSize Size { get; }

    /// <summary>How pixels are scaled.</summary>
    public PixelNormalization Normalization { get; }

    /// <summary>What happens to training images.</summary>
    public TransformPipeline Augmented { get; }

    /// <summary>What happens to validation and test images.</summary>
    public TransformPipeline Plain { get; }

    /// <summary>Damaged pictures that were used nevertheless, with the reason.</summary>
    public IReadOnlyList<(string File, string Reason)> Damaged => source.Damaged;

    /// <summary>Builds the recipe's transforms of training images.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <exception cref="FoldlineException">FL1010 to FL1013, with the place in the recipe.</exception>
    public static ImmutableArray<Transform> Transforms(Recipe recipe) => [.. recipe.Augment.Select(part => part.Build(ImageTransforms.Table))];

    /// <summary>Builds the recipe's transforms of every image.</summary>
    /// <inheritdoc cref="Transforms"/>
    public static ImmutableArray<Transform> Steps(Recipe recipe) => [.. recipe.Input.Steps.Select(part => part.Build(ImageTransforms.Table))];

    /// <summary>Batches of training images, shuffled and augmented, with their masks where there are any.</summary>
    /// <param name="samples">All labelled samples.</param>
    /// <param name="rows">The samples to train on.</param>
    /// <param name="seed">Seed of order and augmentation.</param>
    /// <param name="companions">How curves are drawn onto companions of the images, for a teacher; null makes none.</param>
    public BatchLoader TrainingLoader(SampleSet samples, IReadOnlyList<int> rows, ulong seed, CurveSpec? companions = null)
    {
        var images = Open(samples, Augmented);
        var options = Options(recipe.Train.Batch) with
        {
            Shuffle = true,
            DropLast = recipe.Train.DropsLast,
            Seed = seed,
            CacheBytes = CacheOf(samples, rows),
            Masks = Masks,
            HasCompanions = companions is not null,
        };
        return new BatchLoader(companions is null ? images : new CurvedCompanions(images, source.Curves, companions.Width, recipe.Input.Channels), Augmented, options, rows);
    }

    /// <summary>Batches of validation images in their order, not augmented, with their masks where there are any.</summary>
    /// <param name="samples">All labelled samples.</param>
    /// <param name="rows">The samples to validate on.</param>
    public BatchLoader ValidationLoader(SampleSet samples, IReadOnlyList<int> rows) =>
        Loader(samples, rows, Plain, Options(recipe.Train.ValidBatch) with { CacheBytes = CacheOf(samples, rows), Masks = Masks });

    /// <summary>Batches of images in their order, not augmented, without masks.</summary>
    /// <param name="samples">Samples.</param>
    /// <param name="rows">The samples to go through; null = all.</param>
    public BatchLoader PlainLoader(SampleSet samples, IReadOnlyList<int>? rows) => Loader(samples, rows, Plain, Options(recipe.Train.ValidBatch));

    /// <summary>Batches of images in their order, augmented as in training; epochs differ.</summary>
    /// <param name="samples">Samples.</param>
    /// <param name="rows">The samples to go through; null = all.</param>
    /// <param name="seed">Seed of the augmentation.</param>
    /// <param name="without">Names of the recipe's transforms that are left out.</param>
    public BatchLoader AugmentedLoader(SampleSet samples, IReadOnlyList<int>? rows, ulong seed, ImmutableArray<string> without) =>
        Loader(samples, rows, Pipeline([.. Transforms(recipe).Where((_, i) => !without.Contains(recipe.Augment[i].Name))]), Options(recipe.Train.ValidBatch) with { Seed = seed });

    /// <summary>The images of samples, with their masks where the recipe has some and they are labelled.</summary>
    /// <param name="samples">Samples.</param>
    /// <param name="pipeline">What happens to the images.</param>
    public ISampleSource Open(SampleSet samples, TransformPipeline pipeline)
    {
        var images = source.Open(samples, pipeline);
        return samples.Targets.Masks.IsEmpty ? images : new MaskedSource(images, MaskReader.For(recipe.Target, samples, source.Folder));
    }

    // Training and validation images share the recipe's memory by their numbers.
    private long CacheOf(SampleSet samples, IReadOnlyList<int> rows) => (long)((double)recipe.Loader.Cache.Bytes * rows.Count / samples.Count);

    private MaskLayout? Masks => recipe.Target.Kind == TargetKind.Masks ? MaskReader.LayoutOf(recipe.Target) : null;

    private TransformPipeline Pipeline(ImmutableArray<Transform> augment) => new([.. before, .. augment, new Normalize(Normalization)]);

    private BatchLoader Loader(SampleSet samples, IReadOnlyList<int>? rows, TransformPipeline pipeline, LoaderOptions options) =>
        new(Open(samples, pipeline), pipeline, options, rows);

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
