namespace Foldline.Pipelines.Samples.Steel;

/// <summary>The four classes of defects, in the order of their numbers 1 … 4.</summary>
internal enum DefectKind
{
    /// <summary>A cluster of small dark pits.</summary>
    Pits,

    /// <summary>A thin dark line across the strip.</summary>
    Line,

    /// <summary>A long bright scratch.</summary>
    Scratch,

    /// <summary>A large dark and rough patch.</summary>
    Patch,
}
