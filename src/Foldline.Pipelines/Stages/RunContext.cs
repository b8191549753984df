using System.Collections.Immutable;
using System.Diagnostics;
using Foldline.Data;
using Foldline.Data.Folds;
using Foldline.Pipelines.Predictions;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;
using Foldline.Pipelines.Runs;
using Foldline.Torch;
using Foldline.Training;

namespace Foldline.Pipelines.Stages;

/// <summary>What the stages of one run share.</summary>
internal sealed class RunContext : IDisposable
{
    private readonly List<(string Stage, double Seconds)> times = [];

    public required Recipe Recipe { get; init; }

    public required RunFolder Run { get; init; }

    public required RecipeData Data { get; init; }

    public required ImmutableArray<SampleRecord> Records { get; init; }

    public required FoldAssignment Folds { get; init; }

    public required InputPlan Input { get; init; }

    public required EngineThread Engine { get; init; }

    public required ForwardContext Forward { get; init; }

    public required IRunObserver Observer { get; init; }

    public required TimeProvider Time { get; init; }

    public required RunOptions Options { get; init; }

    /// <summary>What the reader of the report should know.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>How long the stages took, in order.</summary>
    public IReadOnlyList<(string Stage, double Seconds)> Times => times;

    /// <summary>The folds that the recipe trains.</summary>
    public IReadOnlyList<int> SelectedFolds => Recipe.Train.Folds.Resolve(Folds.FoldCount);

    /// <summary>Hash of everything that the weights depend on, so that a run is resumed with what it was started with.</summary>
    public string TrainingHash => Stages.TrainingHash.Compute(Recipe, Folds);

    /// <summary>Seed of a fold's weights, order and augmentation.</summary>
    public ulong SeedOf(int fold) => (ulong)Recipe.Seed + (ulong)fold;

    /// <summary>The samples that validate in a fold.</summary>
    public int[] Validation(int fold) => [.. Enumerable.Range(0, Folds.Folds.Length).Where(row => Folds.Folds[row] == fold)];

    /// <summary>The samples that train in a fold.</summary>
    public int[] Training(int fold) => [.. Enumerable.Range(0, Folds.Folds.Length).Where(row => Folds.Folds[row] != fold)];

    /// <summary>Name of the id column in CSV files: the sample submission's first column, or <c>id</c>.</summary>
    public string IdName() => Recipe.Submission?.Sample is { } sample
        ? Data.Database.Query($"SELECT * FROM {DuckDatabase.QuoteName(sample)} LIMIT 0").ColumnNames[0]
        : "id";

    /// <summary>The class numbers of predicted samples.</summary>
    public int[] TargetsOf(PredictionTable table)
    {
        var rowOf = Data.Train.Ids.Select((id, row) => KeyValuePair.Create(id, row)).ToDictionary(StringComparer.Ordinal);
        return [.. table.Ids.Select(id => Data.Train.Targets[rowOf[id]])];
    }

    /// <summary>Runs a stage: says so, measures it, keeps the status up to date.</summary>
    public T Stage<T>(string name, Func<T> work)
    {
        Run.SetStatus(RunState.Running, name);
        Observer.StageStarted(name);
        var watch = Stopwatch.StartNew();
        var result = work();
        times.Add((name, watch.Elapsed.TotalSeconds));
        return result;
    }

    /// <summary>Tells the user, now and in the report.</summary>
    public void Warn(string message)
    {
        if (Warnings.Contains(message))
            return;
        Warnings.Add(message);
        Observer.Warned(message);
    }

    public void Dispose()
    {
        Engine.Dispose();
        Data.Dispose();
    }
}
