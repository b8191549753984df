using Foldline.Pipelines.Recipes;
using Foldline.Training.Metrics;
using Foldline.Training.Metrics.Masks;

namespace Foldline.Pipelines.Experiments;

/// <summary>Which runs are listed, and in which order.</summary>
public sealed record RunSelection
{
    private static readonly string[] OtherKeys = ["date", "recipe", "model", "folds", "lb"];

    /// <summary>Only runs whose id, recipe, model or newest note has this text in it; null takes all.</summary>
    public string? Text { get; init; }

    /// <summary>Only runs of the recipe of this name; null takes all.</summary>
    public string? Recipe { get; init; }

    /// <summary>Only runs whose effective recipe has these values, each as <c>key=value</c>.</summary>
    public IReadOnlyList<string> Where { get; init; } = [];

    /// <summary><c>date</c> (newest first), <c>recipe</c>, <c>model</c>, <c>folds</c>, <c>lb</c> or the name of a metric (best first).</summary>
    public string Sort { get; init; } = "date";

    /// <summary>Chooses and sorts.</summary>
    /// <param name="runs">Runs, newest first.</param>
    /// <exception cref="FoldlineException">FL6515: a condition is not of the form <c>key=value</c>, or no run has the key. FL6516: there is nothing of that name to sort by.</exception>
    public IReadOnlyList<RunEntry> Of(IReadOnlyList<RunEntry> runs)
    {
        var conditions = Where.Select(condition => Parse(condition, runs)).ToList();
        var chosen = runs
            .Where(run => Text is null || new[] { run.Id, run.Recipe, run.Model, run.Notes.Newest ?? "" }.Any(text => text.Contains(Text, StringComparison.OrdinalIgnoreCase)))
            .Where(run => Recipe is null || run.Recipe == Recipe)
            .Where(run => conditions.All(condition => run.Settings.Has(condition.Key, condition.Value)))
            .ToList();
        return Order(chosen, runs);
    }

    private static (string Key, string Value) Parse(string condition, IReadOnlyList<RunEntry> runs)
    {
        var equals = condition.IndexOf('=');
        if (equals <= 0)
            throw FoldlineException.User("FL6515", $"The condition '{condition}' cannot be read. Write key=value with a key of the recipe, such as --where train.epochs=3 or --where train.optimizer=adam.", null, ("found", condition));
        var key = condition[..equals];
        var keys = runs.SelectMany(run => run.Settings.Values.Keys).Distinct().ToList();
        if (keys.Count > 0 && !keys.Any(other => other == key || other.StartsWith($"{key}.", StringComparison.Ordinal)))
            throw FoldlineException.User("FL6515", $"No run's recipe has the key '{key}'.{(NearestName.Find(key, keys) is { } nearest ? $" Did you mean '{nearest}'?" : "")}", null, ("found", key));
        return (key, condition[(equals + 1)..]);
    }

    /// <summary>All sorts are stable, so that runs that are alike stay newest first.</summary>
    private IReadOnlyList<RunEntry> Order(List<RunEntry> chosen, IReadOnlyList<RunEntry> all)
    {
        switch (Sort)
        {
            case "date":
                return chosen;
            case "recipe":
                return [.. chosen.OrderBy(run => run.Recipe, StringComparer.Ordinal)];
            case "model":
                return [.. chosen.OrderBy(run => run.Model, StringComparer.Ordinal)];
            case "folds":
                return [.. chosen.OrderByDescending(run => run.FoldsDone)];
            case "lb":
                var isLoss = chosen.Select(run => run.Metrics?.Names.FirstOrDefault()).FirstOrDefault(name => name is not null) is { } first && IsMinimized(first);
                return Best(chosen, run => run.Notes.Public, isLoss);
        }

        var names = all.SelectMany(run => run.Metrics?.Names ?? []).Distinct().ToList();
        if (all.Count > 0 && !names.Contains(Sort))
            throw FoldlineException.User("FL6516", $"Runs cannot be sorted by '{Sort}'.{NearestName.Hint(Sort, [.. OtherKeys, .. names])}", null, ("found", Sort));
        return Best(chosen, run => run.Score(Sort), IsMinimized(Sort));
    }

    private static IReadOnlyList<RunEntry> Best(List<RunEntry> runs, Func<RunEntry, double> value, bool isMinimized)
    {
        var missing = runs.Where(run => double.IsNaN(value(run)));
        var there = runs.Where(run => !double.IsNaN(value(run)));
        return [.. isMinimized ? there.OrderBy(value) : there.OrderByDescending(value), .. missing];
    }

    private static bool IsMinimized(string metric)
    {
        try
        {
            var part = new PartSpec(metric);
            return MetricTable.Standard.Contains(metric) ? part.Build(MetricTable.Standard).Direction == MetricDirection.Min
                : MaskMetricTable.Standard.Contains(metric) && part.Build(MaskMetricTable.Standard).Direction == MetricDirection.Min;
        }
        catch (FoldlineException)
        {
            // A metric that needs arguments is a score, not a loss.
            return false;
        }
    }
}
