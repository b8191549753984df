namespace Foldline.Training.Metrics;

/// <summary>How much a disagreement between two classes counts in Cohen's kappa.</summary>
public enum KappaWeighting
{
    /// <summary>All the same. In recipes: <c>none</c>.</summary>
    None,

    /// <summary>By the distance of the class numbers. In recipes: <c>linear</c>.</summary>
    Linear,

    /// <summary>By the square of the distance of the class numbers. In recipes: <c>quadratic</c>.</summary>
    Quadratic,
}
