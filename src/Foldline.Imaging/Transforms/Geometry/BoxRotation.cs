namespace Foldline.Imaging;

/// <summary>Which shape within a box is turned when its new bounds are sought.</summary>
public enum BoxRotation
{
    /// <summary>The box itself: the result surely holds everything that the box held, and grows with each turn.</summary>
    LargestBox,

    /// <summary>The ellipse that fits the box: tighter bounds for round things.</summary>
    Ellipse,
}
