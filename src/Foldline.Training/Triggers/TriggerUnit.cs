namespace Foldline.Training.Triggers;

/// <summary>What an interval counts.</summary>
public enum TriggerUnit
{
    /// <summary>Complete passes over the training samples.</summary>
    Epoch,

    /// <summary>Optimizer steps.</summary>
    Iteration,
}
