namespace Foldline.Tests.Training;

/// <summary>A clock that moves when told.</summary>
public sealed class FixedTime(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(double seconds) => now += TimeSpan.FromSeconds(seconds);

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.Ticks;
}
