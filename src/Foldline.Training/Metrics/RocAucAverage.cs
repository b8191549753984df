namespace Foldline.Training.Metrics;

/// <summary>How the ROC areas of several classes or labels become one number.</summary>
public enum RocAucAverage
{
    /// <summary>Plain mean over classes, each against the rest. In recipes: <c>macro</c>.</summary>
    Macro,

    /// <summary>Mean over classes, each against the rest, weighted by the weight of the class's positives. In recipes: <c>weighted</c>.</summary>
    Weighted,

    /// <summary>One area over all entries of the multi-label matrix. In recipes: <c>micro</c>.</summary>
    Micro,

    /// <summary>Mean over samples, each over its labels; needs multi-label targets. In recipes: <c>samples</c>.</summary>
    Samples,

    /// <summary>Plain mean over pairs of classes (Hand and Till, 2001); needs class numbers and no sample weights. In recipes: <c>one_vs_one</c>.</summary>
    OneVsOne,

    /// <summary>Mean over pairs of classes weighted by the number of samples in the pair. In recipes: <c>one_vs_one_weighted</c>.</summary>
    OneVsOneWeighted,
}
