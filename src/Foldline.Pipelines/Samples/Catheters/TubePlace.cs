namespace Foldline.Pipelines.Samples.Catheters;

/// <summary>How well a tube lies.</summary>
internal enum TubePlace
{
    /// <summary>As it should.</summary>
    Normal,

    /// <summary>Nearly as it should.</summary>
    Borderline,

    /// <summary>In a wrong place.</summary>
    Abnormal,

    /// <summary>Its end is not on the film.</summary>
    NotOnFilm,
}
