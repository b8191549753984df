using System.Globalization;
using System.Runtime.InteropServices;

namespace Foldline.Pipelines.Machine;

/// <summary>What Linux says about the processor, the memory and the disk.</summary>
internal static class LinuxFacts
{
    private const double Gibibyte = 1L << 30;

    /// <summary>Facts of the group <c>machine</c>.</summary>
    /// <param name="folder">Folder whose disk is looked at.</param>
    public static IEnumerable<MachineFact> Read(string folder)
    {
        yield return Fact("system", $"{Field("/etc/os-release", "PRETTY_NAME", '=')?.Trim('"') ?? RuntimeInformation.OSDescription}, kernel {Environment.OSVersion.Version}");
        yield return Fact("processor", Field("/proc/cpuinfo", "model name", ':') ?? "unknown");
        yield return Fact("processors", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture));
        yield return Fact("vector units", VectorUnits() is [_, ..] units ? string.Join(", ", units) : "none that is of use");
        yield return Fact("memory", $"{Memory("MemTotal")} in all, {Memory("MemAvailable")} available");
        yield return Fact("disk", Disk(folder));
    }

    /// <summary>Whether the processor multiplies bfloat16 numbers itself.</summary>
    public static bool HasBFloat16 => VectorUnits().Any(unit => unit.EndsWith("_bf16", StringComparison.Ordinal));

    /// <summary>Path of the first loaded library whose file name starts with one of the names; null when none is loaded.</summary>
    /// <param name="names">Beginnings of file names, the most telling first.</param>
    public static string? LoadedLibrary(params ReadOnlySpan<string> names)
    {
        var loaded = Lines("/proc/self/maps").Where(line => line.Contains(".so", StringComparison.Ordinal)).Select(line => line[line.IndexOf('/')..]).ToList();
        foreach (var name in names)
        {
            if (loaded.Find(path => Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal)) is { } found)
                return found;
        }

        return null;
    }

    // The flags of /proc/cpuinfo name what .NET has no class for, such as bfloat16.
    private static List<string> VectorUnits()
    {
        var flags = (Field("/proc/cpuinfo", "flags", ':') ?? "").Split(' ').ToHashSet(StringComparer.Ordinal);
        return [.. new[] { "avx2", "avx512f", "avx512_bf16", "amx_bf16" }.Where(flags.Contains)];
    }

    private static string Memory(string field)
    {
        var kibibytes = Field("/proc/meminfo", field, ':')?.Split(' ')[0];
        return double.TryParse(kibibytes, CultureInfo.InvariantCulture, out var value) ? Gib(value * 1024) : "unknown";
    }

    private static string Disk(string folder)
    {
        try
        {
            var drive = new DriveInfo(folder);
            return $"{Gib(drive.AvailableFreeSpace)} free of {Gib(drive.TotalSize)} at {folder}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"unknown at {folder}";
        }
    }

    // The value of the first line "name <separator> value" of a file; null when there is none.
    private static string? Field(string file, string name, char separator)
    {
        var line = Lines(file).Find(text => text.StartsWith(name, StringComparison.Ordinal) && text[name.Length..].TrimStart().StartsWith(separator));
        return line?[(line.IndexOf(separator) + 1)..].Trim();
    }

    // None when the file cannot be read.
    private static List<string> Lines(string file)
    {
        try
        {
            return [.. File.ReadLines(file)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string Gib(double bytes) => (bytes / Gibibyte).ToString("0.0", CultureInfo.InvariantCulture) + " GiB";

    private static MachineFact Fact(string name, string value) => new("machine", name, value);
}
