namespace Foldline.Training;

/// <summary>How far a training run has come. What is needed to go on from here is saved in checkpoints.</summary>
public sealed class TrainerState
{
    /// <summary>Completed epochs.</summary>
    public int Epoch { get; internal set; }

    /// <summary>Batches done in the present epoch.</summary>
    public int BatchInEpoch { get; internal set; }

    /// <summary>Batches done in all.</summary>
    public long Iteration { get; internal set; }

    /// <summary>Whether what follows the last batch (validation, log, snapshots) has not been done yet.</summary>
    public bool IsMomentPending { get; internal set; }

    /// <summary>Whether gradients have been added up that no optimizer step has used; such a state cannot be saved.</summary>
    public bool IsWindowOpen { get; internal set; }

    /// <summary>Goes back to a saved position.</summary>
    /// <param name="epoch">Completed epochs.</param>
    /// <param name="batchInEpoch">Batches done in the present epoch.</param>
    /// <param name="iteration">Batches done in all.</param>
    /// <param name="isMomentPending">Whether what follows the last batch is still to be done.</param>
    public void Restore(int epoch, int batchInEpoch, long iteration, bool isMomentPending)
    {
        Epoch = epoch;
        BatchInEpoch = batchInEpoch;
        Iteration = iteration;
        IsMomentPending = isMomentPending;
        IsWindowOpen = false;
    }
}
