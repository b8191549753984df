using System.Collections.Immutable;
using Foldline.Data.Loading;
using Foldline.Imaging;
using Foldline.Pipelines.Inputs;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;
using Foldline.Pipelines.Stages;
using Foldline.Torch;
using Foldline.Torch.Nn;
using Foldline.Torch.Optim;
using Foldline.Training;
using Foldline.Training.Losses;

namespace Foldline.Pipelines.Doctor.Trials;

/// <summary>A network at the start of training with the recipe's loss and optimizer, to train for some steps. Lives on the engine thread.</summary>
internal sealed class Trial : IDisposable
{
    private readonly TensorScope scope = new();
    private readonly Loss loss;
    private readonly Tensor? targets;

    private Trial(Examination examination, ForwardContext forward, InputPlan input)
    {
        (Forward, Input) = (forward, input);
        var recipe = examination.Recipe;
        using var defaults = TorchGenerator.Default(forward.Device);
        defaults.Seed((ulong)recipe.Seed);
        Model = new ModelBuilder(recipe, forward.Device, null).AtStart((ulong)recipe.Seed, examination.Warn);
        Optimizer = recipe.Train.ScaledOptimizer.Build(OptimizerTable.Standard)([new ParameterGroup(Model.Parameters())]);
        loss = recipe.Train.Loss.Build(LossTable.Standard);
        targets = TargetValues.ToTensor(examination.Data.Train.Targets, forward.Device);
    }

    /// <summary>Where and in which number format the network runs.</summary>
    public ForwardContext Forward { get; }

    /// <summary>How images become batches.</summary>
    public InputPlan Input { get; }

    /// <summary>The network.</summary>
    public Layer Model { get; }

    /// <summary>Changes its parameters.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>Whether an examination has what a trial needs: labels, folds and readable images.</summary>
    public static bool IsPossible(Examination examination) => examination is { HasTargets: true, Folds: not null, Images.Failures.IsEmpty: true };

    /// <summary>Runs work with a new trial on an engine thread of its own.</summary>
    /// <param name="examination">Recipe and data.</param>
    /// <param name="work">Gets the trial.</param>
    /// <exception cref="FoldlineException">FL2202 to FL2204: weights cannot be had. FL6026, FL6028, FL6029: size or device are wrong.</exception>
    public static T Run<T>(Examination examination, Func<Trial, T> work)
    {
        using var engine = new EngineThread();
        return engine.Run(() =>
        {
            var forward = new ForwardContext(ContextFactory.DeviceOf(examination.Recipe), examination.Recipe.Train.Precision);
            using var trial = new Trial(examination, forward, PlanOf(examination));
            return work(trial);
        });
    }

    /// <summary>The samples that train in the first fold.</summary>
    public static int[] TrainingRows(Examination examination) =>
        examination.Folds!.Training(examination.Recipe.Train.Folds.Resolve(examination.Folds.FoldCount)[0]);

    /// <summary>Trains on a batch.</summary>
    /// <param name="batch">Images and sample numbers.</param>
    /// <returns>The loss before the step.</returns>
    public double Step(Batch batch)
    {
        using var step = new TensorScope();
        var value = loss.Compute(Forward.Forward(Model, batch.Images), Forward.TargetsOf(targets, batch));
        value.Backward();
        var result = value.ToDouble();
        if (double.IsFinite(result))
            Optimizer.Step();
        Optimizer.ZeroGrad();
        return result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        loss.Dispose();
        Optimizer.Dispose();
        Model.Dispose();
        scope.Dispose();
    }

    private static InputPlan PlanOf(Examination examination)
    {
        var source = new InputSource(examination.Recipe.Input, examination.Data.Folder);
        var sizeOf = source.SizesOf(examination.Data.Train);
        ImmutableArray<ImageSize> sizes = [.. Enumerable.Range(0, examination.Data.Train.Count).Select(sizeOf).Distinct().Take(2)];
        return new InputPlan(examination.Recipe, source, sizes.Length == 1 ? sizes[0] : null, PretrainedStart.NormalizationOf(examination.Recipe.Model));
    }
}
