using System.Globalization;
using System.Text.Json.Nodes;

namespace Foldline.Bench;

/// <summary>Runs ours and the peer in turn, takes medians of the ratios and prints a table.</summary>
internal static class Comparison
{
    public static int Run(BenchOptions options)
    {
        var groups = Groups(options).Where(group => group.Name.Contains(options.Only, StringComparison.Ordinal)).ToList();
        if (options.Data.Length == 0 && groups.Exists(group => group.NeedsData))
            throw new ArgumentException("--data DIR is missing: a folder in the VinBigData layout, such as one made by './foldline sample vinbigdata DIR'.");
        var rows = new List<BenchRow>();
        Console.WriteLine($"{"",-44} {"ours",10} {"peer",10} {"ratio",8} {"goal",8}");
        foreach (var group in groups)
        {
            var measured = Measure(group, options.Rounds).ToList();
            if (group.MeanTitle is { } title)
                measured.Add(GeometricMean(title, measured));
            rows.AddRange(measured);
            measured.ForEach(row => Console.WriteLine(row.ToLine()));
        }

        if (options.Json.Length > 0)
            AtomicFile.WriteText(options.Json, ToJson(rows).ToJsonString(new() { WriteIndented = true }) + "\n");
        return rows.All(row => row.IsReached) ? 0 : 1;
    }

    private static IEnumerable<BenchGroup> Groups(BenchOptions options)
    {
        string[] common = ["--data", options.Data, "--batch", Text(options.Batch), "--threads", Text(options.Threads), "--iterations", Text(options.Iterations)];
        string[] ours = [.. common, "--size", Text(options.Size), "--model", options.Model, "--warmup", Text(options.Warmup)];
        string[] peer = [.. common, "--image-size", Text(options.Size), "--model", options.Model, "--warmup", Text(options.Warmup), "--workers", Text(options.Threads)];
        string[] load = ["--data", options.Data, "--batch", Text(options.Batch), "--iterations", "150", "--warmup", "120"];
        string[] loadOurs = [.. load, "--size", Text(options.Size), "--defaults"];
        string[] loadPeer = [.. load, "--image-size", Text(options.Size), "--workers", "2"];
        yield return new("train", () => Child.Ours("train", ours), () => Child.Peer("train.py", peer),
        [
            new("training fp32, images/s", "images_per_s", "images_per_s", 1.0),
            new("start to first batch, s", "start_to_first_batch_s", "start_to_first_batch_s", 0.5, SmallerIsBetter: true),
            new("start to first step, s", "start_to_first_step_s", "start_to_first_step_s", 1.0, SmallerIsBetter: true),
            new("peak memory with 2 loader workers, MB", "peak_rss_mb", "peak_rss_mb", 0.8, SmallerIsBetter: true),
        ]);
        yield return new("train-defaults", () => Child.Ours("train", [.. ours, "--defaults"]), () => Child.Peer("train.py", peer),
            [new("training, our defaults, images/s", "images_per_s", "images_per_s", 2.0), new("peak memory, our defaults, MB", "peak_rss_mb", "peak_rss_mb", 0.8, SmallerIsBetter: true)]);
        yield return new("infer", () => Child.Ours("infer", ours), () => Child.Peer("infer.py", peer), [new("inference fp32, images/s", "images_per_s", "images_per_s", 1.0)]);
        yield return new("infer-defaults", () => Child.Ours("infer", [.. ours, "--defaults"]), () => Child.Peer("infer.py", peer), [new("inference, our defaults, images/s", "images_per_s", "images_per_s", 2.0)]);
        yield return new("load", () => Child.Ours("load", [.. loadOurs, "--threads", "1"]), () => Child.Peer("load.py", loadPeer), [new("loader, images per CPU second", "images_per_cpu_s", "images_per_cpu_s", 1.4)]);
        yield return new("load-cached", () => Child.Ours("load", [.. loadOurs, "--threads", "1", "--cache", "1000000000"]), () => Child.Peer("load.py", loadPeer), [new("loader with cache, images per CPU second", "images_per_cpu_s", "images_per_cpu_s", 2.5)]);
        yield return new("load-threads", () => Child.Ours("load", [.. loadOurs, "--threads", "2"]), () => Child.Peer("load.py", loadPeer), [new("loader, 2 threads, images/s", "images_per_s", "loader_images_per_s", 2.0)]);
        yield return new("augment", () => Child.Ours("augment", ["--size", Text(options.Size)]), () => Child.Peer("augment.py", ["--image-size", Text(options.Size)]),
            [.. TransformMeasurements.Names.Select(name => new BenchFigure($"{name}, µs", name, name, 1 / 0.9, SmallerIsBetter: true))])
        {
            MeanTitle = "transforms, times faster (geometric mean)",
            NeedsData = false,
        };
        yield return Decoding(options);
        yield return Preparing();
        foreach (var network in NetworkComparison.Groups(options))
            yield return network;
        yield return new("auc", () => Child.Ours("auc"), () => Child.Peer("auc.py"), [new("ROC area of 10 million scores, s (limit 2)", "auc_s", "auc_s", 2, SmallerIsBetter: true, IsAbsolute: true)]) { NeedsData = false };
        yield return new("call", () => Child.Ours("call"), () => Child.Peer("call.py"), [new("operator call, µs (limit 1.5)", "call_us", "best_us", 1.5, SmallerIsBetter: true, IsAbsolute: true)]) { NeedsData = false };
    }

    private static BenchGroup Decoding(BenchOptions options)
    {
        var files = new Lazy<string>(() =>
        {
            var folder = Directory.CreateTempSubdirectory("foldline-bench-").FullName;
            DecodeMeasurements.WriteFiles(folder, 2 * options.Size);
            return folder;
        });
        return new("decode", () => Child.Ours("decode", ["--data", files.Value]), () => Child.Peer("decode.py", ["--data", files.Value]),
            [.. DecodeMeasurements.Names.Select(name => new BenchFigure($"decode {name}, pictures per CPU second", name, name, 1.0))]) { NeedsData = false };
    }

    private static BenchGroup Preparing()
    {
        var folder = new Lazy<string>(() =>
        {
            var path = Directory.CreateTempSubdirectory("foldline-bench-").FullName;
            PrepareMeasurements.WriteData(path);
            return path;
        });
        return new("prepare", () => Child.Ours("prepare", ["--data", folder.Value]), () => Child.Peer("prepare_windows.py", ["--data", folder.Value, "--out", Path.Combine(folder.Value, "peer")]),
            [new("windows out of Parquet files per CPU second", "windows_per_cpu_s", "windows_per_cpu_s", 3.0)]) { NeedsData = false };
    }

    private static IEnumerable<BenchRow> Measure(BenchGroup group, int rounds)
    {
        var ours = new List<JsonObject>();
        var peers = new List<JsonObject>();
        for (var round = 0; round < rounds; round++)
        {
            Console.Error.WriteLine($"{group.Name}: round {round + 1} of {rounds}");
            ours.Add(group.Ours());
            peers.Add(group.Peer());
            group.Check?.Invoke(ours[^1], peers[^1]);
        }

        return group.Figures.Select(figure => BenchRow.From(figure, ours, peers));
    }

    // How many times faster than the peer over all rows of a group, whose figures are times.
    private static BenchRow GeometricMean(string title, List<BenchRow> rows)
    {
        var mean = Math.Exp(rows.Average(row => -Math.Log(row.Ratio)));
        return new BenchRow(new BenchFigure(title, "", "", 1.5), mean, 1, mean);
    }

    private static JsonArray ToJson(IEnumerable<BenchRow> rows) => [.. rows.Select(row => row.ToJson())];

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
