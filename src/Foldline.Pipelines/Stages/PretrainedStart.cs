using Foldline.Imaging;
using Foldline.Models;
using Foldline.Models.Segmentation;
using Foldline.Models.Weights;
using Foldline.Pipelines.Recipes;
using Foldline.Torch.Nn;

namespace Foldline.Pipelines.Stages;

/// <summary>Gives a network pretrained weights when the recipe wants them.</summary>
internal static class PretrainedStart
{
    /// <summary>Loads weights into a network that has random ones.</summary>
    /// <param name="model">The network, on the CPU.</param>
    /// <param name="spec">What the recipe says.</param>
    /// <param name="warn">Receives a warning when weights would have been welcome and there are none.</param>
    /// <exception cref="FoldlineException">FL2202, FL2203: the weights cannot be had. FL2204, FL21xx: they do not fit or cannot be read.</exception>
    public static void Load(Layer model, ModelSpec spec, Action<string> warn)
    {
        if (spec.Pretrained == "false")
            return;
        if (spec.Pretrained == "auto")
        {
            LoadIfThere(model, spec, warn);
            return;
        }

        Load(model, Locate(spec));
    }

    /// <summary>What the weights of a model expect of pixels: those of its published weights, or ImageNet's.</summary>
    /// <param name="spec">What the recipe says.</param>
    public static PixelNormalization NormalizationOf(ModelSpec spec)
    {
        if (!ModelRegistry.Knows(NetworkOf(spec)))
            return PixelNormalization.ImageNet;
        var name = ModelRegistry.Resolve(NetworkOf(spec));
        var rows = PretrainedTable.For(name.Architecture);
        var tag = name.Tag ?? spec.Pretrained;
        var settings = rows.FirstOrDefault(row => row.Tag == tag) ?? rows.FirstOrDefault();
        return settings is null ? PixelNormalization.ImageNet : new PixelNormalization([.. settings.Mean], [.. settings.Std]);
    }

    private static void LoadIfThere(Layer model, ModelSpec spec, Action<string> warn)
    {
        string path;
        try
        {
            path = PretrainedWeights.Locate(NetworkOf(spec));
        }
        catch (FoldlineException e) when (e.Code is "FL2201" or "FL2202" or "FL2203")
        {
            warn($"'{NetworkOf(spec)}' starts from random weights, because pretrained ones are not on this machine ({HuggingFaceCache.Folder()}). "
                + "Training takes longer and usually ends lower. Set model.pretrained to a weights file, or to false to do without.");
            return;
        }

        Load(model, path);
    }

    // The weights of a segmentation network are those of its encoder.
    private static string NetworkOf(ModelSpec spec) => spec.Encoder is { } encoder ? EncoderWeights.NetworkOf(encoder) : spec.Name;

    private static void Load(Layer model, string path)
    {
        if (model is SegmentationModel segmentation)
            EncoderWeights.Load(segmentation.Encoder, path);
        else
            PretrainedWeights.Load((ImageModel)model, path);
    }

    private static string Locate(ModelSpec spec)
    {
        if (spec.Pretrained == "true")
            return PretrainedWeights.Locate(NetworkOf(spec));
        return File.Exists(spec.Pretrained)
            ? spec.Pretrained
            : PretrainedWeights.Locate($"{ModelRegistry.Resolve(NetworkOf(spec)).Architecture}.{spec.Pretrained}");
    }
}
