namespace Foldline.Models.Segmentation;

/// <summary>What follows the last layer of a segmentation network.</summary>
public enum SegmentationActivation
{
    /// <summary>Nothing: logits.</summary>
    None,

    /// <summary>1 / (1 + e⁻ˣ) of each class by itself.</summary>
    Sigmoid,

    /// <summary>Softmax over the classes.</summary>
    Softmax,

    /// <summary>Logarithm of the softmax over the classes.</summary>
    LogSoftmax,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary>Number of the largest class, as integers without the dimension of the classes.</summary>
    ArgMax,

    /// <summary>Cut to the range from 0 to 1.</summary>
    Clamp,
}
