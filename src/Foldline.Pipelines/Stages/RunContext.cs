using System.Collections.Immutable;
using System.Diagnostics;
using Foldline.Data.Folds;
using Foldline.Pipelines.Doctor;
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

    public required ModelBuilder Models { get; init; }

    public required TtaPlan? Tta { get; init; }

    public required EngineThread Engine { get; init; }

    public required ForwardContext Forward { get; init; }

    public required IRunObserver Observer { get; init; }

    public required TimeProvider Time { get; init; }

    public required RunOptions Options { get; init; }

    /// <summary>What predicting needs besides weights and samples.</summary>
    public InferencePlan Inference => new() { Recipe = Recipe, Input = Input, Tta = Tta, Forward = Forward, Observer = Observer };

    /// <summary>What was found before training, and in its results.</summary>
    public Diagnosis Diagnosis { get; private set; } = Diagnosis.Empty;

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
    public string IdName() => SubmissionStage.IdName(Recipe, Data.Database);

    /// <summary>The number of each labelled sample by its id.</summary>
    public Dictionary<string, int> RowsById() => Data.Train.Ids.Select((id, row) => KeyValuePair.Create(id, row)).ToDictionary(StringComparer.Ordinal);

    /// <summary>The targets of predicted samples.</summary>
    public SampleTargets TargetsOf(IEnumerable<string> ids)
    {
        var rowOf = RowsById();
        return Data.Train.Targets.Only([.. ids.Select(id => rowOf[id])]);
    }

    /// <summary>The folds that have predictions.</summary>
    /// <exception cref="FoldlineException">FL6045: none has.</exception>
    public IReadOnlyList<FoldFolder> PredictedFolds()
    {
        var folds = Enumerable.Range(0, Folds.FoldCount).Select(Run.Fold).Where(fold => File.Exists(fold.ValidPath)).ToList();
        if (folds.Count == 0)
            throw FoldlineException.User("FL6045", $"No fold of the run '{Run.Path}' has predictions. Train and predict first.", null, ("folder", Run.Path));
        if (folds.Count < Folds.FoldCount)
            Warn($"Only {folds.Count} of {Folds.FoldCount} folds are trained: out-of-fold metrics cover a part of the samples.");
        return folds;
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

    /// <summary>Tells of findings and keeps them with the run; those of an earlier part of the run stay.</summary>
    /// <param name="found">Findings.</param>
    public void Diagnose(IEnumerable<Finding> found)
    {
        List<Finding> news = [.. found];
        Diagnosis = Diagnosis.Load(Run.DoctorPath).With(news);
        Diagnosis.Save(Run.DoctorPath);
        foreach (var finding in news.Where(finding => finding.Severity != Severity.Note))
            Observer.Warned($"the doctor's check '{finding.Check}' found ({finding.Severity.ToString().ToLowerInvariant()}): {finding.Text} {finding.Remedy}");
    }

    /// <summary>Tells of damaged pictures that were used nevertheless.</summary>
    public void WarnOfDamage()
    {
        if (Input.Damaged is [var (file, reason), ..] damaged)
            Warn($"{damaged.Count} damaged pictures were used as far as they go (input.strict is false): {file} ({reason}){(damaged.Count > 1 ? " and others; the report lists them" : "")}.");
    }

    public void Dispose()
    {
        Engine.Dispose();
        Data.Dispose();
    }
}
