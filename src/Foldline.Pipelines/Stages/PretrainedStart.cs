using Foldline.Imaging;
using Foldline.Models;
using Foldline.Models.Segmentation;
using Foldline.Models.Weights;
using Foldline.Models.Weights.Downloads;
using Foldline.Pipelines.Recipes;
using Foldline.Torch.Nn;

namespace Foldline.Pipelines.Stages;

/// <summary>Gives a network pretrained weights when the recipe wants them.</summary>
internal static class PretrainedStart
{
    /// <summary>Downloads the weights that the recipe names, if this machine does not have them.</summary>
    /// <param name="spec">What the recipe says.</param>
    /// <param name="observer">Is told of the download.</param>
    /// <param name="cancellation">Ends it; what is there is kept for the next time.</param>
    /// <exception cref="FoldlineException">FL2202, FL2203, FL2230 to FL2236: the weights cannot be had.</exception>
    public static void Fetch(ModelSpec spec, IRunObserver observer, CancellationToken cancellation)
    {
        if (SourceOf(spec) is not { } source)
            return;
        var store = new WeightStore();
        if (store.Find(source) is not null)
            return;
        observer.StageStarted("download weights");
        store.Fetch(source, new Relay(observer), cancellation);
    }

    /// <summary>Loads weights into a network that has random ones; those of a segmentation network are its encoder's.</summary>
    /// <param name="model">The network, on the CPU.</param>
    /// <param name="spec">What the recipe says.</param>
    /// <param name="warn">Receives a warning when weights would have been welcome and there are none, or not all fit.</param>
    /// <exception cref="FoldlineException">FL2202, FL2203, FL2230 to FL2236: the weights cannot be had. FL2204, FL21xx: they do not fit or cannot be read.</exception>
    public static void Load(Layer model, ModelSpec spec, Action<string> warn)
    {
        if (SourceOf(spec) is { } source)
            Load(model, new WeightStore().Fetch(source), spec, warn);
        else if (spec.Pretrained == "auto")
            LoadIfThere(model, spec, warn);
    }

    /// <summary>What the weights of a model expect of pixels: those of its published weights, or ImageNet's.</summary>
    /// <param name="spec">What the recipe says.</param>
    public static PixelNormalization NormalizationOf(ModelSpec spec)
    {
        if (!ModelRegistry.Knows(NetworkOf(spec)))
            return PixelNormalization.ImageNet;
        var name = ModelRegistry.Resolve(NetworkOf(spec));
        var rows = PretrainedTable.For(name.Architecture);
        if (SourceOf(spec) is { } source && new WeightStore().PixelStatistics(source) is { } known)
            return new PixelNormalization([.. known.Mean], [.. known.Std]);
        var settings = rows.FirstOrDefault(row => row.Tag == name.Tag) ?? rows.FirstOrDefault();
        return settings is null ? PixelNormalization.ImageNet : new PixelNormalization([.. settings.Mean], [.. settings.Std]);
    }

    private static string NetworkOf(ModelSpec spec) => spec.Encoder is { } encoder ? EncoderWeights.NetworkOf(encoder) : spec.Name;

    private static WeightSource? SourceOf(ModelSpec spec) => spec.Pretrained is "false" or "auto" ? null : WeightSource.Parse(NetworkOf(spec), spec.Pretrained);

    private static void Load(Layer model, string path, ModelSpec spec, Action<string> warn)
    {
        if (model is SegmentationModel segmentation)
        {
            EncoderWeights.Load(segmentation.Encoder, path);
            return;
        }

        var mismatch = PretrainedWeights.Load((ImageModel)model, path, spec.Strict);
        if (!spec.Strict && !mismatch.IsEmpty)
            warn($"The weights in '{path}' fit only in part: {mismatch} What they do not give starts from random values.");
    }

    private static void LoadIfThere(Layer model, ModelSpec spec, Action<string> warn)
    {
        if (Find(spec) is { } path)
        {
            Load(model, path, spec, warn);
            return;
        }

        warn($"'{NetworkOf(spec)}' starts from random weights, because pretrained ones are not on this machine ({HuggingFaceCache.Folder()}). "
            + "Training takes longer and usually ends lower. Set model.pretrained to true to download them, to a weights file, or to false to do without.");
    }

    private static string? Find(ModelSpec spec)
    {
        if (!ModelRegistry.Knows(NetworkOf(spec)))
            return null;
        var name = ModelRegistry.Resolve(NetworkOf(spec));
        var isPublished = PretrainedTable.For(name.Architecture).Any(row => name.Tag is null || row.Tag == name.Tag);
        return isPublished ? new WeightStore().Find(WeightSource.Default(NetworkOf(spec))) : null;
    }

    private sealed class Relay(IRunObserver observer) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => observer.Downloaded(value);
    }
}
