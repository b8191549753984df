using System.Globalization;

namespace Foldline.Bench;

/// <summary>What is measured, from the command line: <c>--data DIR --size 256 --batch 8 …</c>.</summary>
internal sealed record BenchOptions
{
    public string Data { get; init; } = "";

    public string Model { get; init; } = "resnet18";

    public int Size { get; init; } = 256;

    public int Batch { get; init; } = 8;

    public int Iterations { get; init; } = 40;

    public int Warmup { get; init; } = 8;

    public int Threads { get; init; } = 2;

    /// <summary>Rounds of (ours, peer) in turn; the median counts.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>Only measurements whose name contains this text.</summary>
    public string Only { get; init; } = "";

    /// <summary>Our defaults (bf16, channels-last) instead of the peer's settings (fp32, NCHW).</summary>
    public bool Defaults { get; init; }

    public string Device { get; init; } = "cpu";

    public string Precision { get; init; } = "";

    /// <summary>Decoded images kept by the loader, in bytes.</summary>
    public long CacheBytes { get; init; }

    /// <summary>Weights of a network, a .safetensors file.</summary>
    public string Weights { get; init; } = "";

    /// <summary>File for the results as JSON; empty = none.</summary>
    public string Json { get; init; } = "";

    public static BenchOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new BenchOptions();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--defaults")
            {
                options = options with { Defaults = true };
                continue;
            }

            if (i + 1 >= arguments.Length)
                throw new ArgumentException($"{arguments[i]} needs a value.");
            options = options.With(arguments[i], arguments[++i]);
        }

        return options;
    }

    private BenchOptions With(string name, string value) => name switch
    {
        "--data" => this with { Data = Path.GetFullPath(value) },
        "--model" => this with { Model = value },
        "--size" => this with { Size = Number(value) },
        "--batch" => this with { Batch = Number(value) },
        "--iterations" => this with { Iterations = Number(value) },
        "--warmup" => this with { Warmup = Number(value) },
        "--threads" => this with { Threads = Number(value) },
        "--rounds" => this with { Rounds = Number(value) },
        "--cache" => this with { CacheBytes = long.Parse(value, CultureInfo.InvariantCulture) },
        "--only" => this with { Only = value },
        "--device" => this with { Device = value },
        "--precision" => this with { Precision = value },
        "--weights" => this with { Weights = value },
        "--json" => this with { Json = value },
        _ => throw new ArgumentException($"Unknown option {name}."),
    };

    private static int Number(string value) => int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);
}
