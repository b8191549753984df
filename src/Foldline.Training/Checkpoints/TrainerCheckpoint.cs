using Foldline.Torch;
using Foldline.Torch.Optim;

namespace Foldline.Training.Checkpoints;

/// <summary>Takes everything that a training needs to go on into a checkpoint, and back.</summary>
public static class TrainerCheckpoint
{
    private const string Position = "trainer";

    /// <summary>The present state of a training, between two batches; to be written before the next batch, and disposed.</summary>
    /// <param name="trainer">The training; no accumulation window may be open.</param>
    /// <param name="recipeHash">Hash of the recipe that the training belongs to.</param>
    public static Checkpoint Capture(Trainer trainer, string recipeHash)
    {
        if (trainer.State.IsWindowOpen)
            throw new InvalidOperationException("A training cannot be saved in the middle of an accumulation window.");
        using var noGrad = GradMode.NoGrad();
        var parts = trainer.Parts;
        var optimizer = parts.Optimizer.State();
        var state = new TrainingState
        {
            Version = typeof(TrainerCheckpoint).Assembly.GetName().Version?.ToString(3) ?? "",
            RecipeHash = recipeHash,
            Epoch = trainer.State.Epoch,
            BatchPosition = trainer.State.BatchInEpoch,
            Iteration = trainer.State.Iteration,
            Log = trainer.Log.Save(),
        };
        state.AddPart(Position, Numbers(("moment_pending", trainer.State.IsMomentPending ? 1 : 0), ("stopped", trainer.IsStopRequested ? 1 : 0)));
        state.AddPart("optimizer", optimizer.Scalars);
        if (parts.Schedule is { } schedule)
            state.AddPart("schedule", schedule.Save());
        if (parts.Average is { } average)
            state.AddPart("ema", Numbers(("updates", average.Updates)));
        if (parts.Scaler is { } scaler)
            state.AddPart("scaler", Numbers(("factor", scaler.State().Factor), ("good_steps", scaler.State().GoodSteps)));
        foreach (var extension in trainer.Extensions)
            state.AddPart($"extension.{extension.Name}", extension.Trigger.Save());
        foreach (var (name, device) in Generators(parts))
        {
            using var generator = TorchGenerator.Default(device);
            state.Generators[name] = generator.GetState();
        }

        var checkpoint = new Checkpoint(state);
        checkpoint.Add(Checkpoint.Model, parts.Model.StateDict());
        checkpoint.Add(Checkpoint.Optimizer, optimizer.Tensors);
        if (parts.Average is { } averaged)
            checkpoint.Add(Checkpoint.Average, averaged.Shadows);
        foreach (var entry in parts.Outputs?.Save() ?? [])
        {
            using (entry.Value)
                checkpoint.Add(Checkpoint.Outputs, [entry]);
        }

        return checkpoint;
    }

    /// <summary>Puts a training back to where <see cref="Capture"/> was called.</summary>
    /// <param name="trainer">A training made from the same recipe.</param>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="recipeHash">Hash of the recipe that the training belongs to.</param>
    /// <exception cref="FoldlineException">FL5703: the checkpoint is that of another recipe. FL2004, FL2010, FL5204, FL5603: a part does not fit.</exception>
    public static void Restore(Trainer trainer, Checkpoint checkpoint, string recipeHash)
    {
        var state = checkpoint.State;
        if (state.RecipeHash != recipeHash)
        {
            throw FoldlineException.User(
                "FL5703",
                "The checkpoint was written with other settings than the recipe has now. Resume with the run's own recipe.yaml, or start a new run.",
                null,
                ("found", state.RecipeHash),
                ("expected", recipeHash));
        }

        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        var parts = trainer.Parts;
        parts.Model.LoadStateDict(checkpoint.Section(Checkpoint.Model));
        parts.Optimizer.LoadState(new OptimizerState(checkpoint.Section(Checkpoint.Optimizer), new(state.Part("optimizer"), StringComparer.Ordinal)));
        parts.Schedule?.Load(state.Part("schedule"));
        parts.Average?.Load(checkpoint.Section(Checkpoint.Average), (long)state.Part("ema").GetValueOrDefault("updates"));
        parts.Outputs?.Load(checkpoint.Section(Checkpoint.Outputs));
        if (parts.Scaler is { } scaler && state.Part("scaler") is { Count: > 0 } saved)
            scaler.LoadState((saved["factor"], (int)saved["good_steps"]));
        foreach (var extension in trainer.Extensions)
            extension.Trigger.Load(state.Part($"extension.{extension.Name}"));
        foreach (var (name, device) in Generators(parts))
        {
            using var generator = TorchGenerator.Default(device);
            if (state.Generators.TryGetValue(name, out var bytes))
                generator.SetState(bytes);
        }

        if (state.Log is { } log)
            trainer.Log.Load(log);
        var position = state.Part(Position);
        trainer.State.Restore(state.Epoch, state.BatchPosition, state.Iteration, position.GetValueOrDefault("moment_pending") != 0);
        if (position.GetValueOrDefault("stopped") != 0)
            trainer.RequestStop();
    }

    // Operators without a generator of their own (dropout, stochastic depth) draw from the device's default one.
    private static IEnumerable<(string Name, Device Device)> Generators(TrainingParts parts)
    {
        yield return ("cpu", Device.Cpu);
        if (parts.Forward.Device.Kind == DeviceKind.Cuda)
            yield return ("cuda", parts.Forward.Device);
    }

    private static KeyValuePair<string, double>[] Numbers(params ReadOnlySpan<(string Key, double Value)> numbers)
    {
        var result = new KeyValuePair<string, double>[numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
            result[i] = KeyValuePair.Create(numbers[i].Key, numbers[i].Value);
        return result;
    }
}
