namespace Foldline.Training.Metrics.Masks;

/// <summary>Which images a <see cref="DefectScore"/> counts.</summary>
internal enum DefectImages
{
    /// <summary>All.</summary>
    All,

    /// <summary>Those with a true pixel.</summary>
    WithMask,

    /// <summary>Those without.</summary>
    WithoutMask,
}
