using System.Diagnostics;
using System.Text.Json.Nodes;
using Foldline.Pipelines.Preparing;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Samples;
using Foldline.Pipelines.Stages;

namespace Foldline.Bench;

/// <summary>Windows cut out of spectrograms on one thread, a second of processor time; the work is that of <c>peers/prepare_windows.py</c>.</summary>
internal static class PrepareMeasurements
{
    private const int Recordings = 125;
    private const int WarmUp = 5;

    /// <summary>Makes a data folder for both programs.</summary>
    /// <param name="folder">Where to.</param>
    public static void WriteData(string folder) => SampleGenerators.Find("hms-hbac").Generate(folder, new SampleOptions(Recordings));

    public static JsonObject Run(BenchOptions options)
    {
        var recipe = RecipeFile.Load(RecipePath());
        using var data = RecipeData.Load(recipe, options.Data);
        Prepare(recipe, options, data.Train.Images[..WarmUp]);
        var (cpu, start) = (ProcessorTime.Now, Stopwatch.GetTimestamp());
        var made = Prepare(recipe, options, data.Train.Images);
        var seconds = (ProcessorTime.Now - cpu).TotalSeconds;
        return new JsonObject
        {
            ["files"] = made,
            ["windows_per_cpu_s"] = made / seconds,
            ["windows_per_s"] = made / Stopwatch.GetElapsedTime(start).TotalSeconds,
        };
    }

    // The preparation as runs do it: tables, plan, windows, manifest.
    private static int Prepare(Recipe recipe, BenchOptions options, IEnumerable<string> images)
    {
        var output = Directory.CreateTempSubdirectory("foldline-bench-").FullName;
        try
        {
            var work = new PreparationOptions { DataFolder = options.Data, OutFolder = output, Only = images.ToHashSet(StringComparer.Ordinal), IsStrict = true, Threads = 1 };
            return new Preparer(recipe, work, TimeProvider.System).Run().Made;
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    private static string RecipePath()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "recipes", "hms-hbac.yaml");
            if (File.Exists(path))
                return path;
        }

        throw new ArgumentException("The folder recipes was not found.");
    }
}
