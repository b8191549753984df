using Foldline.Data.Loading;
using Foldline.Imaging;
using Foldline.Tests.Data;
using Foldline.Torch;
using Foldline.Torch.Nn;
using Foldline.Torch.Optim;
using Foldline.Training;
using Foldline.Training.Averaging;
using Foldline.Training.Extensions;
using Foldline.Training.Losses;
using Foldline.Training.Mixing;
using Foldline.Training.Schedules;
using Foldline.Training.Triggers;

namespace Foldline.Tests.Training.Trainers;

/// <summary>A complete training of a small convolutional network on painted images, in milliseconds a step.</summary>
internal sealed class SmallTraining : IDisposable
{
    public const int Samples = 22;
    private const int Side = 12;
    private readonly List<IDisposable> owned = [];

    public SmallTraining(SmallTrainingOptions options)
    {
        using (var seed = TorchGenerator.Default(Device.Cpu))
            seed.Seed(7);
        Model = Own(new Sequential(
            new Conv2d(3, 6, 3, new Conv2dOptions { Padding = 1, Bias = false }),
            options.WithBatchNorm ? new BatchNorm2d(6) : new Identity(),
            new Activation(ActivationKind.Relu),
            new AdaptiveAvgPool2d(1),
            new Flatten(),
            options.Dropout > 0 ? new Dropout(options.Dropout) : new Identity(),
            new Linear(6, 2)));
        using (var generator = new TorchGenerator(3))
            Model.Initialize(generator);
        var pipeline = new TransformPipeline([new HorizontalFlip { Probability = 0.5 }, new RandomBrightnessContrast { Probability = 0.5 }]);
        Loader = Own(new BatchLoader(new PaintedSource(Samples, Side, 3), pipeline, Options(options, shuffle: true)));
        Validation = Own(new BatchLoader(new PaintedSource(Samples, Side, 3), new TransformPipeline([]), Options(options, shuffle: false)));
        int[] targets = [.. Enumerable.Range(0, Samples).Select(i => i % 2)];
        var name = options.Optimizer.Split('+')[0];
        var optimizer = Own(OptimizerTable.Standard.Create(name, new PartArguments(name, [new("lr", options.LearningRate)]))([new ParameterGroup(Model.Parameters())]));
        optimizer.Lookahead = options.Optimizer == name ? null : new LookaheadOptions { Every = 4 };
        Average = Own(new ExponentialMovingAverage(Model, options.Average));
        var parts = new TrainingParts
        {
            Model = Model,
            Forward = new ForwardContext(Device.Cpu, NumberFormat.Float32),
            Loader = Loader,
            Targets = Own(Tensor.FromArray<long>([.. targets.Select(t => (long)t)])),
            Loss = Own(new CrossEntropy()),
            Mixing = options.Mixing is { } mixing ? new BatchMixing(new Mixup(mixing), 2, 5) : null,
            Optimizer = optimizer,
            Schedule = options.Schedule?.Invoke(options.LearningRate) ?? new CosineAnnealingSchedule([options.LearningRate], 40),
            Average = Average,
        };
        var evaluation = new Evaluation(
            new IntervalTrigger(1, TriggerUnit.Epoch),
            Validation,
            new EvaluationOptions { Targets = targets, Metrics = [() => new Foldline.Training.Metrics.RocAuc()] });
        Trainer = new Trainer(
            parts,
            new TrainerOptions { Epochs = options.Epochs, AccumulationSteps = options.Accumulation },
            [evaluation, new LearningRateObserver(new IntervalTrigger(1, TriggerUnit.Epoch)), .. options.Extensions]);
    }

    public Sequential Model { get; }

    public ExponentialMovingAverage Average { get; }

    public BatchLoader Loader { get; }

    public BatchLoader Validation { get; }

    public Trainer Trainer { get; }

    /// <summary>Runs to the end.</summary>
    public static TrainingEnd Run(SmallTrainingOptions options, CancellationToken cancellation = default)
    {
        using var training = new SmallTraining(options);
        return training.Trainer.Run(cancellation);
    }

    public void Dispose()
    {
        for (var i = owned.Count - 1; i >= 0; i--)
            owned[i].Dispose();
    }

    private static LoaderOptions Options(SmallTrainingOptions options, bool shuffle) => new()
    {
        BatchSize = options.Batch,
        Height = Side,
        Width = Side,
        Threads = options.LoaderThreads,
        Shuffle = shuffle,
        Seed = 5,
    };

    private T Own<T>(T item)
        where T : IDisposable
    {
        (item as Tensor)?.Detached();
        owned.Add(item);
        return item;
    }
}
