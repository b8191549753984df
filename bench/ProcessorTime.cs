namespace Foldline.Bench;

/// <summary>Processor time of this process. Of work on one thread it is the time on a machine that does nothing else.</summary>
internal static class ProcessorTime
{
    public static TimeSpan Now => Environment.CpuUsage.TotalTime;
}
