namespace Foldline.Training.Metrics;

/// <summary>What a metric does where its value is undefined, such as the ROC area of a class that does not occur.</summary>
public enum UndefinedPolicy
{
    /// <summary>Stop with FL5102. In recipes: <c>error</c>.</summary>
    Error,

    /// <summary>The value, and any mean that contains it, is NaN; <see cref="MetricResult.Undefined"/> says why. In recipes: <c>nan</c>.</summary>
    NaN,

    /// <summary>Means leave the undefined classes out; NaN if nothing is left. In recipes: <c>skip</c>.</summary>
    Skip,
}
