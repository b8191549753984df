namespace Foldline.Models.Segmentation;

/// <summary>How FPN puts the levels of its pyramid together.</summary>
public enum PyramidMerge
{
    /// <summary>Their sum.</summary>
    Add,

    /// <summary>One after the other: four times the channels.</summary>
    Concatenate,
}
