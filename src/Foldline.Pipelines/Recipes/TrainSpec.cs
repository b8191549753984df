using Foldline.Pipelines.Yaml;
using Foldline.Training;
using Foldline.Training.Averaging;

namespace Foldline.Pipelines.Recipes;

/// <summary>How a network is trained.</summary>
public sealed record TrainSpec
{
    /// <summary>Passes over the training samples, at least 1.</summary>
    public int Epochs { get; init; } = 20;

    /// <summary>Column of the samples, 0 or 1, that says which of them train and validate; null = all. Folds do not depend on it.</summary>
    public string? Only { get; init; }

    /// <summary>Samples a training step, at least 1.</summary>
    public int Batch { get; init; } = 8;

    /// <summary>Batches whose gradients are added up before the optimizer steps, at least 1.</summary>
    public int Accumulate { get; init; } = 1;

    /// <summary>Whether an incomplete last batch of training samples is left out; another shuffle leaves out others.</summary>
    public bool DropsLast { get; init; }

    /// <summary>Samples a step in validation and prediction, at least 1.</summary>
    public int ValidBatch { get; init; } = 16;

    /// <summary>Which folds are trained.</summary>
    public FoldSelection Folds { get; init; } = FoldSelection.All;

    /// <summary>Number format of the network's heavy arithmetic.</summary>
    public NumberFormat Precision { get; init; } = NumberFormat.BFloat16;

    /// <summary>Whether images and convolution weights lie channels-last in memory, which is faster on most machines.</summary>
    public bool ChannelsLast { get; init; } = true;

    /// <summary>Name of the loss with its arguments.</summary>
    public PartSpec Loss { get; init; } = new("cross_entropy");

    /// <summary>A trained network whose features this one learns beside the targets; null = none.</summary>
    public TeacherSpec? Teacher { get; init; }

    /// <summary>How the images of a batch are mixed with each other, such as <c>mixup</c>; null = not.</summary>
    public PartSpec? Mix { get; init; }

    /// <summary>Name of the optimizer with its arguments.</summary>
    public PartSpec Optimizer { get; init; } = new("adam", ("lr", 1e-3));

    /// <summary>
    /// Whether the optimizer's <c>lr</c> is that of one image, to be multiplied by the images of a step (<see cref="ImagesPerStep"/>), so that it follows
    /// the size of batches.
    /// </summary>
    public bool ScaleRate { get; init; }

    /// <summary>Whether the metrics are taken of training images too, from the outputs that training itself made.</summary>
    public bool Measure { get; init; }

    /// <summary>Whether vectors (biases, norms) and position embeddings are spared from weight decay.</summary>
    public bool NoDecay { get; init; }

    /// <summary>Factor of the learning rate from each layer to the one before it, in (0, 1]; 1 = all layers alike.</summary>
    public double LayerDecay { get; init; } = 1;

    /// <summary>Learning-rate schedule; null = constant.</summary>
    public ScheduleSpec? Schedule { get; init; }

    /// <summary>Exponential moving average of the weights; null = none.</summary>
    public AverageOptions? Ema { get; init; }

    /// <summary>Gradient clipping; null = none.</summary>
    public ClipSpec? Clip { get; init; }

    /// <summary>Which value's best epoch is kept beside the last one; null = only the last.</summary>
    public KeepBestSpec? KeepBest { get; init; }

    /// <summary>
    /// Whether only the best epoch's weights of a fold are left when its training is done (<c>keep: best</c>); otherwise also the last ones, with what
    /// a longer training would go on from, and the snapshots (<c>keep: all</c>).
    /// </summary>
    public bool KeepsOnlyBest { get; init; }

    /// <summary>When training ends before the last epoch; null = never.</summary>
    public StopSpec? Stop { get; init; }

    /// <summary>How often a snapshot of the weights is written; null = only at the end.</summary>
    public Interval? Snapshot { get; init; }

    /// <summary>How often everything that a resumed run needs is saved, besides the end and an interruption.</summary>
    public Interval Checkpoint { get; init; } = Interval.EachEpoch;

    /// <summary>How often the log gets a row and validation runs.</summary>
    public Interval Log { get; init; } = Interval.EachEpoch;

    /// <summary>Images of all devices between two steps of the optimizer; there is one device.</summary>
    public long ImagesPerStep => (long)Batch * Accumulate;

    /// <summary>The optimizer with the learning rate that it works with.</summary>
    internal PartSpec ScaledOptimizer => ScaleRate && Optimizer.Arguments.Find("lr") is { } node && MapReader.ToNumber(node) is { } rate
        ? Optimizer with { Arguments = Optimizer.Arguments.With("lr", new ScalarNode(rate * ImagesPerStep, node.Mark)) }
        : Optimizer;

    /// <summary>How many training batches so many samples make in an epoch.</summary>
    /// <param name="samples">Number of samples.</param>
    public long BatchesOf(long samples) => DropsLast ? samples / Batch : (samples + Batch - 1) / Batch;
}
