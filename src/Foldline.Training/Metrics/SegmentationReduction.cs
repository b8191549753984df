namespace Foldline.Training.Metrics;

/// <summary>How the counts of several images and classes become one number; names are those of segmentation_models_pytorch.</summary>
public enum SegmentationReduction
{
    /// <summary>One score of the counts of all images and classes together (<c>micro</c>). A quotient 0/0 stays NaN.</summary>
    Micro,

    /// <summary>Counts over all images, then the mean over classes (<c>macro</c>).</summary>
    Macro,

    /// <summary>Counts over all images, then the weighted mean over classes (<c>weighted</c>).</summary>
    Weighted,

    /// <summary>Counts over the classes of an image, then the mean over images (<c>micro-imagewise</c>).</summary>
    MicroImagewise,

    /// <summary>A score for each image and class, then their mean (<c>macro-imagewise</c>).</summary>
    MacroImagewise,

    /// <summary>A score for each image and class, their mean over images, then the weighted mean over classes.</summary>
    WeightedImagewise,

    /// <summary>
    /// As <see cref="WeightedImagewise"/>, divided once more by the number of classes: what segmentation_models_pytorch 0.3 gives as
    /// <c>weighted-imagewise</c>.
    /// </summary>
    WeightedImagewiseOverClasses,
}
