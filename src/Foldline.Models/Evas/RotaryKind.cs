namespace Foldline.Models.Evas;

/// <summary>Rotary position embeddings.</summary>
internal enum RotaryKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>Angles from rows and columns.</summary>
    Axial,

    /// <summary>Learned frequencies for every block and head.</summary>
    Mixed,

    /// <summary>Angles from places between -1 and 1, as in DINOv3.</summary>
    Centred,
}
