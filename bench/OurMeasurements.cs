using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Foldline.Data.Loading;
using Foldline.Imaging;
using Foldline.Torch;
using Foldline.Torch.Nn;
using Foldline.Torch.Optim;
using Foldline.Training;
using Foldline.Training.Losses;

namespace Foldline.Bench;

/// <summary>The measurements of Foldline itself.</summary>
internal static class OurMeasurements
{
    public static JsonObject Run(string name, BenchOptions options) => name switch
    {
        "train" => WithEngine(options, augment: true, Train),
        "infer" => WithEngine(options, augment: false, Infer),
        "load" => Load(options),
        "call" => Call(options),
        "augment" => TransformMeasurements.Run(options),
        "decode" => DecodeMeasurements.Run(options),
        "prepare" => PrepareMeasurements.Run(options),
        "network" => NetworkMeasurements.Run(options),
        "network-weights" => NetworkMeasurements.Write(options),
        "auc" => ScoreMeasurements.Run(),
        _ => throw new ArgumentException($"Unknown measurement '{name}'."),
    };

    // As in a run: libtorch is loaded while the files are listed.
    private static JsonObject WithEngine(BenchOptions options, bool augment, Func<BenchOptions, BatchLoader, JsonObject> measure)
    {
        using var engine = new EngineThread(options.Threads);
        using var loader = MakeLoader(options, augment);
        return engine.Run(() => measure(options, loader));
    }

    private static JsonObject Train(BenchOptions options, BatchLoader loader)
    {
        var device = Device.Parse(options.Device);
        using var model = MakeModel(options, device);
        using var optimizer = new Adam([new ParameterGroup(model.Parameters())], new AdamOptions { LearningRate = 1e-3 });
        using var loss = new CrossEntropy();
        using var targets = Aten.Zeros([loader.SampleCount], dtype: DType.Int64, device: device);
        var context = new ForwardContext(device, FormatOf(options));
        var meter = new RunMeter(options);
        foreach (var batch in Endless(loader))
        {
            meter.Arrived();
            using (batch)
            using (new TensorScope())
            {
                var logits = context.Forward(model, batch.Images);
                var value = loss.Compute(logits, context.TargetsOf(targets, batch));
                value.Backward();
                optimizer.Step();
                optimizer.ZeroGrad();
                _ = value.ToDouble();
            }

            if (meter.Count(batch.Count))
                break;
        }

        return meter.Result();
    }

    private static JsonObject Infer(BenchOptions options, BatchLoader loader)
    {
        var device = Device.Parse(options.Device);
        using var model = MakeModel(options, device);
        model.Eval();
        using var noGrad = GradMode.NoGrad();
        var context = new ForwardContext(device, FormatOf(options));
        var meter = new RunMeter(options);
        foreach (var batch in Endless(loader))
        {
            meter.Arrived();
            using (batch)
            using (new TensorScope())
                _ = context.Forward(model, batch.Images).ToArray<float>();
            if (meter.Count(batch.Count))
                break;
        }

        return meter.Result();
    }

    private static JsonObject Load(BenchOptions options)
    {
        using var loader = MakeLoader(options, augment: true);
        var meter = new RunMeter(options);
        foreach (var batch in Endless(loader))
        {
            meter.Arrived();
            var count = batch.Count;
            batch.Dispose();
            if (meter.Count(count))
                break;
        }

        return meter.Result();
    }

    private static JsonObject Call(BenchOptions options)
    {
        using var engine = new EngineThread(options.Threads);
        return engine.Run(Call);
    }

    private static JsonObject Call()
    {
        const int Calls = 200_000;
        using var noGrad = GradMode.NoGrad();
        using var left = Tensor.FromScalar(1f);
        using var right = Tensor.FromScalar(2f);
        var best = double.MaxValue;
        for (var round = 0; round < 7; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Calls; i++)
                left.Add(right).Dispose();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / Calls);
        }

        return new JsonObject { ["call_us"] = best };
    }

    private static Layer MakeModel(BenchOptions options, Device device)
    {
        using var generator = new TorchGenerator(0);
        Layer model = Models.ModelRegistry.Create(options.Model, new Models.ModelOptions { NumClasses = 2 }, generator);
        model.To(device);
        if (options.Defaults)
            model.To(MemoryFormat.ChannelsLast);
        return model;
    }

    private static NumberFormat FormatOf(BenchOptions options) => options.Precision switch
    {
        "" => options.Defaults ? NumberFormat.BFloat16 : NumberFormat.Float32,
        "fp32" => NumberFormat.Float32,
        "bf16" => NumberFormat.BFloat16,
        "fp16" => NumberFormat.Float16,
        _ => throw new ArgumentException($"Unknown precision '{options.Precision}'."),
    };

    private static BatchLoader MakeLoader(BenchOptions options, bool augment)
    {
        var files = Directory.GetFiles(options.Data, "*.png", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        List<Transform> steps = [];
        if (augment)
        {
            steps.Add(new HorizontalFlip { Probability = 0.5 });
            steps.Add(ImageTransforms.Table.Create("shift_scale_rotate", new PartArguments("shift_scale_rotate", [new("rotate", 10.0)])));
            steps.Add(new RandomBrightnessContrast { Probability = 0.5 });
        }

        var first = ImageCodec.ReadHeader(files[0]);
        if (first.Size != new ImageSize(options.Size, options.Size))
            steps.Insert(0, new Resize(new ImageSize(options.Size, options.Size), Interpolation.Linear));
        var pipeline = new TransformPipeline(steps);
        var source = new ImageFileSource(files, files, options.Data, ImageFileSource.DecodeOptionsFor(3, pipeline));
        return new BatchLoader(source, pipeline, new LoaderOptions
        {
            BatchSize = options.Batch,
            Height = options.Size,
            Width = options.Size,
            Threads = options.Threads,
            Shuffle = true,
            DropLast = true,
            CacheBytes = options.CacheBytes,
            ChannelsLast = options.Defaults,
        });
    }

    private static IEnumerable<Batch> Endless(BatchLoader loader)
    {
        for (var epoch = 0; ; epoch++)
        {
            foreach (var batch in loader.Epoch(epoch))
                yield return batch;
        }
    }
}
