namespace Foldline.Pipelines.Samples.Catheters;

/// <summary>Tubes and lines that a film may show.</summary>
internal enum TubeKind
{
    /// <summary>Endotracheal tube: down the middle into the windpipe.</summary>
    Endotracheal,

    /// <summary>Nasogastric tube: down the middle into the stomach.</summary>
    Nasogastric,

    /// <summary>Central venous catheter: from a shoulder to the heart.</summary>
    CentralVenous,

    /// <summary>Swan-Ganz catheter: through the heart in a loop.</summary>
    SwanGanz,
}
