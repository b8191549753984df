namespace Foldline.Training.Losses;

/// <summary>What the channels of a mask are.</summary>
public enum SegmentationMode
{
    /// <summary>One channel, yes or no. In recipes: <c>binary</c>.</summary>
    Binary,

    /// <summary>One channel a class, each pixel of one class. In recipes: <c>multiclass</c>.</summary>
    Multiclass,

    /// <summary>One channel a class, each yes or no of its own. In recipes: <c>multilabel</c>.</summary>
    Multilabel,
}
