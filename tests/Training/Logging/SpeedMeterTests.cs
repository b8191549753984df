using Foldline.Training.Logging;

namespace Foldline.Tests.Training.Logging;

public sealed class SpeedMeterTests
{
    [Fact]
    public void PerSecond_BeforeTwoMarks_IsUnknown()
    {
        var meter = new SpeedMeter(new FixedTime(DateTimeOffset.UnixEpoch));
        Assert.Equal(0, meter.PerSecond);
        meter.Add(8);
        Assert.Null(meter.TimeFor(100));
    }

    [Fact]
    public void PerSecond_CountsTheWindowOnly()
    {
        var time = new FixedTime(DateTimeOffset.UnixEpoch);
        var meter = new SpeedMeter(time, TimeSpan.FromSeconds(5));
        meter.Add(8);
        time.Advance(1000);
        meter.Add(8);
        for (var i = 0; i < 20; i++)
        {
            time.Advance(0.5);
            meter.Add(8);
        }

        Assert.Equal(16, meter.PerSecond, 1e-9);
        Assert.Equal(10, meter.TimeFor(160)!.Value.TotalSeconds, 1e-6);
    }
}
