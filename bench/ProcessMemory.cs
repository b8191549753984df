using System.Globalization;

namespace Foldline.Bench;

/// <summary>Resident memory of this process as the kernel counts it, in MiB.</summary>
internal static class ProcessMemory
{
    /// <summary>The largest so far.</summary>
    public static double Peak => Field("VmHWM:");

    /// <summary>Makes <see cref="Peak"/> start again from the present size, where the kernel allows it.</summary>
    /// <returns>The present size.</returns>
    public static double RestartPeak()
    {
        const string ResetPeak = "5";
        try
        {
            File.WriteAllText("/proc/self/clear_refs", ResetPeak);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The peak of memory includes loading: {e.Message}");
        }

        return Field("VmRSS:");
    }

    private static double Field(string name)
    {
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
