using Foldline.Tests.Torch;
using Foldline.Torch;
using Foldline.Training;
using Foldline.Training.Averaging;
using Foldline.Training.Checkpoints;
using Foldline.Training.Extensions;
using Foldline.Training.Mixing;
using Foldline.Training.Schedules;
using Foldline.Training.Triggers;

namespace Foldline.Tests.Training.Trainers;

public sealed class TrainerTests : TensorTest
{
    [Fact]
    public void Run_ReportsEveryValueOncePerEpoch()
    {
        using var folder = new TemporaryFolder();
        var log = new LogWriter(new IntervalTrigger(1, TriggerUnit.Epoch), folder.Path, TimeProvider.System);
        using var training = new SmallTraining(new SmallTrainingOptions { Extensions = [log] });

        Assert.Equal(TrainingEnd.Completed, training.Trainer.Run(CancellationToken.None));

        Assert.Equal([1, 2, 3], training.Trainer.Log.Rows.Select(row => row.Epoch));
        foreach (var name in new[] { "train.loss", "train.accuracy", "valid.loss", "valid.roc_auc", "valid.ema.loss", "valid.ema.roc_auc", "lr" })
            Assert.All(training.Trainer.Log.Rows, row => Assert.True(row[name] is { } value && double.IsFinite(value), name));
        Assert.Equal(4, File.ReadAllLines(Path.Combine(folder.Path, "log.csv")).Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Run_WithAnyNumberOfLoaderThreads_GivesTheSameCheckpointBytes(int threads) =>
        Assert.Equal(FinalBytes(new SmallTrainingOptions { LoaderThreads = 2 }), FinalBytes(new SmallTrainingOptions { LoaderThreads = threads }));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 1)]
    [InlineData(6, 1)]
    [InlineData(9, 1)]
    [InlineData(17, 1)]
    [InlineData(5, 2)]
    [InlineData(12, 3)]
    public void Resume_AfterAnInterruption_EndsWithTheSameBytes(int iterations, int accumulation)
    {
        var options = new SmallTrainingOptions { Accumulation = accumulation };
        var expected = FinalBytes(options);
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        var stop = new Probe((_, moment) =>
        {
            if (moment.Iteration >= iterations)
                cancellation.Cancel();
        });

        Assert.Equal(TrainingEnd.Interrupted, SmallTraining.Run(options with { Extensions = [stop, Saver(folder)] }, cancellation.Token));
        Assert.Equal(expected, ResumedBytes(options, folder));
    }

    [Theory]
    [InlineData("lamb+lookahead", AverageKind.TimmV3)]
    [InlineData("madgrad", AverageKind.TimmV2)]
    [InlineData("adan+lookahead", AverageKind.Standard)]
    [InlineData("asgd", AverageKind.TimmV3)]
    public void Resume_WithAnyOptimizerAverageAndWarmUp_EndsWithTheSameBytes(string optimizer, AverageKind average)
    {
        var options = new SmallTrainingOptions
        {
            Optimizer = optimizer,
            Average = new AverageOptions { Kind = average, Decay = 0.9, WarmsUp = true, UpdateAfter = 2 },
            Schedule = lr => new WarmUpSchedule(new OneCycleSchedule([lr], new OneCycleOptions { MaxLr = [lr], TotalSteps = 12 }), new WarmUpOptions { Steps = 9 }),
        };
        var expected = FinalBytes(options);
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        var stop = new Probe((_, moment) =>
        {
            if (moment.Iteration >= 7)
                cancellation.Cancel();
        });

        Assert.Equal(TrainingEnd.Interrupted, SmallTraining.Run(options with { Extensions = [stop, Saver(folder)] }, cancellation.Token));
        Assert.Equal(expected, ResumedBytes(options, folder));
    }

    [Fact]
    public void Resume_WithMixedBatches_EndsWithTheSameBytes()
    {
        var options = new SmallTrainingOptions { Mixing = new MixupOptions { CutmixAlpha = 1 } };
        var expected = FinalBytes(options);
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        var stop = new Probe((_, moment) =>
        {
            if (moment.Iteration == 9)
                cancellation.Cancel();
        });

        SmallTraining.Run(options with { Extensions = [stop, Saver(folder)] }, cancellation.Token);

        Assert.Equal(expected, ResumedBytes(options, folder));
        Assert.NotEqual(expected, FinalBytes(options with { Mixing = null }));
    }

    [Fact]
    public void Resume_AfterBeingKilledBetweenCheckpoints_EndsWithTheSameBytes()
    {
        var options = new SmallTrainingOptions();
        var expected = FinalBytes(options);
        using var folder = new TemporaryFolder();
        var crash = new Probe((_, moment) =>
        {
            if (moment.Iteration == 10)
                throw new InvalidOperationException("killed");
        });

        Assert.Throws<InvalidOperationException>(() => SmallTraining.Run(options with { Extensions = [crash, Saver(folder, every: 4)] }));
        Assert.Equal(8, new CheckpointStore(folder.Path).Load()!.Checkpoint.State.Iteration);
        Assert.Equal(expected, ResumedBytes(options, folder));
    }

    [Fact]
    public void Resume_WithAnotherRecipe_IsRefused()
    {
        using var folder = new TemporaryFolder();
        SmallTraining.Run(new SmallTrainingOptions { Epochs = 1, Extensions = [Saver(folder)] });
        using var training = new SmallTraining(new SmallTrainingOptions());

        var error = Assert.Throws<FoldlineException>(() =>
            TrainerCheckpoint.Restore(training.Trainer, new CheckpointStore(folder.Path).Load()!.Checkpoint, "another"));
        Assert.Equal("FL5703", error.Code);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Accumulation_OfSmallBatches_EqualsOneLargeBatch_LastWindowIncluded(int steps)
    {
        // Batch normalisation depends on the batch itself and dropout on the order of draws, so both are left out.
        var plain = new SmallTrainingOptions { WithBatchNorm = false, Dropout = 0, Epochs = 2 };
        var small = Weights(plain with { Batch = 2, Accumulation = steps });
        var large = Weights(plain with { Batch = 2 * steps });

        Assert.Equal(large.Length, small.Length);
        for (var i = 0; i < large.Length; i++)
            Assert.Equal(large[i], small[i], 2e-4f);
    }

    [Fact]
    public void Run_WhenTheLossIsNotANumber_StopsAndNamesTheFirstBadTensor()
    {
        var poison = new Probe((trainer, moment) =>
        {
            if (moment.Iteration != 3)
                return;
            using var noGrad = GradMode.NoGrad();
            trainer.Parts.Model.StateDict()["6.weight"].FillInPlace(double.NaN);
        });

        var error = Assert.Throws<FoldlineException>(() => SmallTraining.Run(new SmallTrainingOptions { Extensions = [poison] }));
        Assert.Equal("FL5402", error.Code);
        Assert.Contains("iteration 4", error.Message, StringComparison.Ordinal);
        Assert.Contains("'6.weight'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EarlyStopping_EndsTheRun_AndAResumedRunStaysEnded()
    {
        using var folder = new TemporaryFolder();
        var options = new SmallTrainingOptions { Epochs = 9, LearningRate = 0 };
        Extension[] extensions = [new StopEarly(new EarlyStopping("valid.loss", Foldline.Training.Metrics.MetricDirection.Min, 2)), Saver(folder)];

        using (var training = new SmallTraining(options with { Extensions = extensions, WithBatchNorm = false }))
        {
            Assert.Equal(TrainingEnd.StoppedEarly, training.Trainer.Run(CancellationToken.None));
            Assert.Equal(4, training.Trainer.State.Epoch);
        }

        using var resumed = new SmallTraining(options with { Extensions = [new StopEarly(new EarlyStopping("valid.loss", Foldline.Training.Metrics.MetricDirection.Min, 2))], WithBatchNorm = false });
        TrainerCheckpoint.Restore(resumed.Trainer, new CheckpointStore(folder.Path).Load()!.Checkpoint, "recipe");
        Assert.Equal(TrainingEnd.StoppedEarly, resumed.Trainer.Run(CancellationToken.None));
        Assert.Equal(4, resumed.Trainer.State.Epoch);
    }

    [Fact]
    public void ScheduleStep_WatchingWhatNothingReports_NamesTheValuesThereAre()
    {
        var step = new ScheduleStep(new IntervalTrigger(1, TriggerUnit.Epoch), "valid.auc");
        var error = Assert.Throws<FoldlineException>(() => SmallTraining.Run(new SmallTrainingOptions { Extensions = [step] }));
        Assert.Equal("FL5401", error.Code);
        Assert.Contains("valid.roc_auc", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Snapshots_HoldTheRawAndTheAveragedWeights_UnderTheModelsNames()
    {
        using var folder = new TemporaryFolder();
        var snapshot = new Snapshot("snapshot", new IntervalTrigger(1, TriggerUnit.Epoch), folder.Path, moment => $"epoch-{moment.Epoch:000}");
        using var training = new SmallTraining(new SmallTrainingOptions { Epochs = 2, Extensions = [snapshot] });
        training.Trainer.Run(CancellationToken.None);

        var names = training.Model.StateDict().Keys.ToList();
        var raw = Foldline.Torch.Serialization.SafeTensors.Read(Path.Combine(folder.Path, "epoch-002.safetensors"));
        var averaged = Foldline.Torch.Serialization.SafeTensors.Read(Path.Combine(folder.Path, "epoch-002-ema.safetensors"));
        Assert.Equal(names.Order(StringComparer.Ordinal), raw.Tensors.Select(tensor => tensor.Name).Order(StringComparer.Ordinal));
        Assert.Equal(names.Order(StringComparer.Ordinal), averaged.Tensors.Select(tensor => tensor.Name).Order(StringComparer.Ordinal));
        var name = names[0];
        Assert.False(raw.Tensors.First(t => t.Name == name).Bytes.Span.SequenceEqual(averaged.Tensors.First(t => t.Name == name).Bytes.Span));
    }

    private static Checkpointer Saver(TemporaryFolder folder, int every = 6) =>
        new(new IntervalTrigger(every, TriggerUnit.Iteration), new CheckpointStore(folder.Path), "recipe");

    private static string FinalBytes(SmallTrainingOptions options)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(TrainingEnd.Completed, SmallTraining.Run(options with { Extensions = [new Probe((_, _) => { }), Saver(folder)] }));
        return Hash(folder);
    }

    private static string ResumedBytes(SmallTrainingOptions options, TemporaryFolder folder)
    {
        using var training = new SmallTraining(options with { Extensions = [new Probe((_, _) => { }), Saver(folder)] });

        // Another state of the default generator than the checkpoint's must not matter.
        using (var generator = TorchGenerator.Default(Device.Cpu))
            generator.Seed(999);
        TrainerCheckpoint.Restore(training.Trainer, new CheckpointStore(folder.Path).Load()!.Checkpoint, "recipe");
        Assert.Equal(TrainingEnd.Completed, training.Trainer.Run(CancellationToken.None));
        return Hash(folder);
    }

    private static string Hash(TemporaryFolder folder) =>
        Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(new CheckpointStore(folder.Path).NewestPath)));

    private static float[] Weights(SmallTrainingOptions options)
    {
        using var training = new SmallTraining(options);
        training.Trainer.Run(CancellationToken.None);
        return [.. training.Model.Parameters().SelectMany(parameter => parameter.ToArray<float>())];
    }
}
