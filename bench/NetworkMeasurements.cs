using System.Diagnostics;
using System.Text.Json.Nodes;
using Foldline.Models;
using Foldline.Models.Segmentation;
using Foldline.Torch;
using Foldline.Torch.Nn;
using Foldline.Torch.Serialization;

namespace Foldline.Bench;

/// <summary>Inference of one network on a batch in memory, with weights that the peer (<c>peers/network.py</c>) reads too.</summary>
internal static class NetworkMeasurements
{
    private const string SegmentationPrefix = "unet-";

    /// <summary>Names and sides of the images.</summary>
    public static IReadOnlyList<(string Name, int Size)> Networks { get; } =
    [
        ("resnet50", 224), ("resnet34d", 224), ("efficientnet_b0", 224), ("convnext_tiny", 224), ("vit_small_patch16_224", 224), ("unet-resnet18", 256),
    ];

    /// <summary>Draws weights and writes them. No scale is left at zero, so that every branch shows in the output.</summary>
    public static JsonObject Write(BenchOptions options)
    {
        using var engine = new EngineThread(options.Threads);
        engine.Run(() =>
        {
            using var noGrad = GradMode.NoGrad();
            using var scope = new TensorScope();
            using var generator = new TorchGenerator(0);
            using var model = MakeModel(options.Model);
            model.Initialize(generator);
            using var views = new StoredViews();
            foreach (var (name, tensor) in model.StateDict())
            {
                if (tensor.Rank == 1 && tensor.DType.IsFloatingPoint())
                    _ = name.EndsWith("bias", StringComparison.Ordinal) || name.EndsWith("mean", StringComparison.Ordinal) ? tensor.UniformInPlace(-0.1, 0.1, generator) : tensor.UniformInPlace(0.75, 1.25, generator);
                views.Add(name, tensor);
            }

            SafeTensors.Write(options.Weights, views.Items);
        });
        return [];
    }

    /// <summary>Measures images a second and memory, and says what came out.</summary>
    public static JsonObject Run(BenchOptions options)
    {
        using var engine = new EngineThread(options.Threads);
        return engine.Run(() => Measure(options));
    }

    private static JsonObject Measure(BenchOptions options)
    {
        using var model = MakeModel(options.Model);
        Load(model, options.Weights);
        model.Eval();
        model.To(MemoryFormat.ChannelsLast);
        using var images = Pattern([options.Batch, 3, options.Size, options.Size]);
        var loaded = ProcessMemory.RestartPeak();
        using var inference = new InferenceMode();
        for (var i = 0; i < options.Warmup; i++)
            model.Forward(images).Dispose();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < options.Iterations; i++)
            model.Forward(images).Dispose();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var peak = ProcessMemory.Peak;
        using var output = model.Forward(images);
        var values = output.ToArray<float>();
        var mean = values.Average(value => (double)value);
        return new JsonObject
        {
            ["images_per_s"] = options.Iterations * options.Batch / seconds,
            ["peak_rss_mb"] = peak,
            ["forward_mb"] = peak - loaded,
            ["output_mean"] = mean,
            ["output_std"] = Math.Sqrt(values.Average(value => (value - mean) * (value - mean))),
        };
    }

    private static Layer MakeModel(string name) => name.StartsWith(SegmentationPrefix, StringComparison.Ordinal)
        ? SegmentationRegistry.Create("Unet", name[SegmentationPrefix.Length..], new SegmentationOptions { Classes = 1 })
        : ModelRegistry.Create(name);

    private static void Load(Layer model, string path)
    {
        using var noGrad = GradMode.NoGrad();
        var state = model.StateDict();
        foreach (var stored in SafeTensors.ReadEach(path))
        {
            using var value = stored.ToTensor();
            state[stored.Name].CopyInPlace(value);
        }
    }

    // As peers/network.py makes them; channels-last, as a run has them.
    private static Tensor Pattern(long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (product, side) => product * side)];
        for (var i = 0L; i < values.Length; i++)
            values[i] = (i * 7919 % 251 / 125f) - 1;
        using var plain = Tensor.FromArray(values, shape);
        return plain.Contiguous(memoryFormat: MemoryFormat.ChannelsLast);
    }
}
