namespace Foldline.Training.Metrics;

/// <summary>How the values of several classes or labels become one number.</summary>
public enum ScoreAverage
{
    /// <summary><see cref="Binary"/> for one column or two classes, otherwise <see cref="Macro"/>. In recipes: <c>auto</c>.</summary>
    Auto,

    /// <summary>The value of class 1; needs one column or two classes. In recipes: <c>binary</c>.</summary>
    Binary,

    /// <summary>Plain mean over classes. In recipes: <c>macro</c>.</summary>
    Macro,

    /// <summary>One value from the counts, or the entries, of all classes together. In recipes: <c>micro</c>.</summary>
    Micro,

    /// <summary>Mean over classes weighted by the weight of their samples. In recipes: <c>weighted</c>.</summary>
    Weighted,

    /// <summary>Mean over samples, each over its labels; needs multi-label targets. In recipes: <c>samples</c>.</summary>
    Samples,
}
