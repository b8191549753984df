namespace Foldline.Training.Prediction;

/// <summary>How logits become predictions.</summary>
public enum OutputActivation
{
    /// <summary>One of several classes: each row sums to 1.</summary>
    Softmax,

    /// <summary>Independent labels, each between 0 and 1.</summary>
    Sigmoid,

    /// <summary>The logits as they are.</summary>
    None,
}
