using System.Runtime.ExceptionServices;
using Foldline.Imaging;

namespace Foldline.Data.Loading;

/// <summary>A batch in the making. Its fields are guarded by the epoch's lock; the memory's slots are written outside of it.</summary>
internal sealed class PendingBatch(int number, ReadOnlyMemory<int> indices, BatchMemory memory, BatchMemory? masks, BatchMemory? companions)
{
    private int faultSlot = int.MaxValue;
    private int remaining = indices.Length;

    /// <summary>Number of the batch in its epoch.</summary>
    public int Number { get; } = number;

    /// <summary>Samples of the batch.</summary>
    public ReadOnlyMemory<int> Indices { get; } = indices;

    /// <summary>Where the images go.</summary>
    public BatchMemory Memory { get; } = memory;

    /// <summary>Where the masks go; null without masks.</summary>
    public BatchMemory? Masks { get; } = masks;

    /// <summary>Where the companions go; null without them.</summary>
    public BatchMemory? Companions { get; } = companions;

    /// <summary>Which samples have a companion; the others' slots are undefined.</summary>
    public bool[] HasCompanion { get; } = new bool[companions is null ? 0 : indices.Length];

    /// <summary>Size of each image as it was decoded.</summary>
    public ImageSize[] SourceSizes { get; } = new ImageSize[indices.Length];

    /// <summary>The next slot that nobody works on.</summary>
    public int NextSlot { get; set; }

    /// <summary>True when every slot was written or has failed.</summary>
    public bool IsComplete => remaining == 0;

    /// <summary>True when every slot has found a worker.</summary>
    public bool IsClaimed => NextSlot == Indices.Length;

    /// <summary>Why the batch cannot be used: of several failures always the one with the lowest slot.</summary>
    public ExceptionDispatchInfo? Fault { get; private set; }

    /// <summary>Notes that a slot is written or has failed.</summary>
    public void Finish(int slot, Exception? error)
    {
        remaining--;
        if (error is null || slot > faultSlot)
            return;
        faultSlot = slot;
        Fault = ExceptionDispatchInfo.Capture(error);
    }
}
