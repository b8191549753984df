using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Foldline.Bench;

/// <summary>Counts images after a warm-up, and notes the first batch, processor time and peak memory.</summary>
internal sealed class RunMeter(BenchOptions options)
{
    private readonly DateTime processStart = Process.GetCurrentProcess().StartTime;
    private double? firstBatch;
    private double firstStep;
    private long started;
    private TimeSpan cpuStarted;
    private long images;
    private int batches;

    /// <summary>Notes that a batch was handed over.</summary>
    public void Arrived() => firstBatch ??= SinceStart();

    /// <summary>Counts a finished batch.</summary>
    /// <returns>True when the measurement is complete.</returns>
    public bool Count(int count)
    {
        if (batches == 0)
            firstStep = SinceStart();
        batches++;
        if (batches > options.Warmup)
            images += count;
        if (batches == options.Warmup)
        {
            cpuStarted = Process.GetCurrentProcess().TotalProcessorTime;
            started = Stopwatch.GetTimestamp();
        }

        return batches == options.Warmup + options.Iterations;
    }

    public JsonObject Result()
    {
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var cpu = (Process.GetCurrentProcess().TotalProcessorTime - cpuStarted).TotalSeconds;
        return new JsonObject
        {
            ["images_per_s"] = images / seconds,
            ["images_per_cpu_s"] = images / cpu,
            ["start_to_first_batch_s"] = firstBatch,
            ["start_to_first_step_s"] = firstStep,
            ["peak_rss_mb"] = ProcessMemory.Peak,
        };
    }

    private double SinceStart() => (DateTime.Now - processStart).TotalSeconds;
}
