namespace Foldline.Training;

/// <summary>How a training run ended.</summary>
public enum TrainingEnd
{
    /// <summary>All epochs were trained.</summary>
    Completed,

    /// <summary>An extension asked to stop, for instance because validation no longer improved.</summary>
    StoppedEarly,

    /// <summary>Cancelled; the state was saved and the run can be resumed.</summary>
    Interrupted,
}
