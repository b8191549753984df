namespace Foldline.Training.Logging;

/// <summary>
/// Measures speed over a sliding window, so that pauses long ago (an evaluation, a slow first batch) do not count for ever.
/// Not thread-safe.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="window">Length of the window; 10 seconds if null.</param>
public sealed class SpeedMeter(TimeProvider time, TimeSpan? window = null)
{
    private readonly Queue<(long Timestamp, double Amount)> marks = new();
    private readonly TimeSpan window = window ?? TimeSpan.FromSeconds(10);
    private double inWindow;

    /// <summary>Amount per second over the window; 0 before the second call of <see cref="Add"/>.</summary>
    public double PerSecond
    {
        get
        {
            if (marks.Count < 2)
                return 0;
            var seconds = time.GetElapsedTime(marks.Peek().Timestamp).TotalSeconds;
            return seconds > 0 ? inWindow / seconds : 0;
        }
    }

    /// <summary>Notes that something was done just now.</summary>
    /// <param name="amount">How much since the last call, such as images of a batch.</param>
    public void Add(double amount)
    {
        marks.Enqueue((time.GetTimestamp(), amount));

        // What the oldest mark brought was done before the window began.
        if (marks.Count > 1)
            inWindow += amount;
        while (marks.Count > 2 && time.GetElapsedTime(marks.Peek().Timestamp) > window)
        {
            marks.Dequeue();
            inWindow -= marks.Peek().Amount;
        }
    }

    /// <summary>Time for a further amount at this speed; null before the first measurement.</summary>
    /// <param name="amount">How much is left.</param>
    public TimeSpan? TimeFor(double amount) => PerSecond > 0 && amount / PerSecond < TimeSpan.MaxValue.TotalSeconds / 2
        ? TimeSpan.FromSeconds(amount / PerSecond)
        : null;
}
