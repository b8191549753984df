namespace Foldline.Training.Losses;

/// <summary>From what, and how, Keras computes a binary cross-entropy.</summary>
public enum KerasBceForm
{
    /// <summary>From logits. In recipes: <c>logits</c>.</summary>
    Logits,

    /// <summary>
    /// From probabilities as TensorFlow 2 does: clipped to [ε, 1 − ε], and ε is added again inside both logarithms. In recipes:
    /// <c>tf2_probability</c>.
    /// </summary>
    Tf2Probability,

    /// <summary>From probabilities as Keras 3 does: clipped to [ε, 1 − ε]. In recipes: <c>keras3_probability</c>.</summary>
    Keras3Probability,
}
