using System.Globalization;
using System.Text.Json.Nodes;

namespace Foldline.Bench;

/// <summary>Inference of well-known networks beside PyTorch's, with the same weights and settings.</summary>
internal static class NetworkComparison
{
    private const string ChannelsLast = "channels_last_";

    /// <summary>A group for each network: images a second and peak memory, beside the peer in PyTorch's usual layout and in channels-last.</summary>
    public static IEnumerable<BenchGroup> Groups(BenchOptions options)
    {
        var folder = new Lazy<string>(() => Directory.CreateTempSubdirectory("foldline-bench-").FullName);
        return NetworkMeasurements.Networks.Select(network => Group(options, network, folder));
    }

    private static BenchGroup Group(BenchOptions options, (string Name, int Size) network, Lazy<string> folder)
    {
        var weights = new Lazy<string>(() =>
        {
            var path = Path.Combine(folder.Value, $"{network.Name}.safetensors");
            Child.Ours("network-weights", "--model", network.Name, "--weights", path);
            return path;
        });
        string[] common = ["--model", network.Name, "--batch", Text(options.Batch), "--threads", Text(options.Threads), "--iterations", Text(options.Iterations), "--warmup", Text(options.Warmup)];
        string[] Peer() => [.. common, "--image-size", Text(network.Size), "--weights", weights.Value, "--classes", network.Name.StartsWith("unet", StringComparison.Ordinal) ? "1" : "1000"];
        return new BenchGroup(
            $"networks/{network.Name}",
            () => Child.Ours("network", [.. common, "--size", Text(network.Size), "--weights", weights.Value]),
            () => BothLayouts(Child.Peer("network.py", Peer()), Child.Peer("network.py", [.. Peer(), "--channels-last"])),
            [.. Figures(network.Name)])
        {
            NeedsData = false,
            Check = (ours, peer) => CheckOutputs(network.Name, ours, peer),
        };
    }

    private static IEnumerable<BenchFigure> Figures(string name) =>
    [
        new($"{name}, images/s", "images_per_s", "images_per_s", 1.0),
        new($"{name}, peer channels-last, images/s", "images_per_s", $"{ChannelsLast}images_per_s", 1.0),
        new($"{name}, peak memory, MB", "peak_rss_mb", "peak_rss_mb", 1.0, SmallerIsBetter: true),
        new($"{name}, peak over loaded, MB", "forward_mb", "forward_mb", 1.0, SmallerIsBetter: true),
        new($"{name}, peer channels-last, peak memory, MB", "peak_rss_mb", $"{ChannelsLast}peak_rss_mb", 1.0, SmallerIsBetter: true),
        new($"{name}, peer channels-last, peak over loaded", "forward_mb", $"{ChannelsLast}forward_mb", 1.0, SmallerIsBetter: true),
    ];

    private static JsonObject BothLayouts(JsonObject plain, JsonObject channelsLast)
    {
        foreach (var (name, value) in channelsLast)
            plain[ChannelsLast + name] = value?.DeepClone();
        return plain;
    }

    // Two networks that compute different things cannot be compared.
    private static void CheckOutputs(string name, JsonObject ours, JsonObject peer)
    {
        const double Tolerance = 1e-3;
        var deviation = peer["output_std"]!.GetValue<double>();
        foreach (var prefix in (string[])["", ChannelsLast])
        {
            foreach (var field in (string[])["output_mean", "output_std"])
            {
                var (our, other) = (ours[field]!.GetValue<double>(), peer[prefix + field]!.GetValue<double>());
                if (!(Math.Abs(our - other) <= Tolerance * deviation))
                    throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The outputs of {name} differ: {prefix}{field} is {our} here, {other} there."));
            }
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
