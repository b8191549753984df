namespace Foldline.Pipelines.Doctor;

/// <summary>What a check has to look at; a run does the cheap ones itself.</summary>
public enum CheckCost
{
    /// <summary>Tables, file names and a few images.</summary>
    Cheap,

    /// <summary>Every image.</summary>
    Images,

    /// <summary>A short training.</summary>
    Training,

    /// <summary>The predictions of a finished training.</summary>
    Predictions,
}
