namespace Foldline.Pipelines.Samples;

/// <summary>A small text file that says a folder was made up by Foldline and may be made again.</summary>
internal static class SampleMarker
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "SAMPLE.txt";

    /// <summary>Claims a folder before the first image is written.</summary>
    public static void WriteIncomplete(string folder, string name) => AtomicFile.WriteText(
        Path.Combine(folder, FileName),
        $"The sample '{name}' is being made, or its making was interrupted. Make it again.\n");

    /// <summary>Writes the file when everything else is there.</summary>
    public static void Write(string folder, string name, SampleOptions options) => AtomicFile.WriteText(
        Path.Combine(folder, FileName),
        $"These files are made up: foldline sample {name} --count {options.Count} --size {options.Size} --seed {options.Seed}\nNothing here was ever photographed or measured.\n");

    /// <summary>Whether the folder holds exactly the sample with these options.</summary>
    public static bool Matches(string folder, string name, SampleOptions options)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path)
            && File.ReadLines(path).FirstOrDefault()?.EndsWith($"sample {name} --count {options.Count} --size {options.Size} --seed {options.Seed}", StringComparison.Ordinal) == true;
    }
}
