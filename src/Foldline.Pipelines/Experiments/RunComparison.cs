using System.Collections.Immutable;

namespace Foldline.Pipelines.Experiments;

/// <summary>Two runs beside each other. Immutable.</summary>
public sealed class RunComparison
{
    /// <summary>Compares.</summary>
    /// <param name="first">One run.</param>
    /// <param name="second">The other run.</param>
    public RunComparison(RunEntry first, RunEntry second)
    {
        (First, Second) = (first, second);
        var keys = first.Settings.Entries.Select(entry => entry.Key).Concat(second.Settings.Entries.Select(entry => entry.Key)).Distinct();
        Settings =
        [
            .. keys.Select(key => new SettingDifference(key, first.Settings.Values.GetValueOrDefault(key), second.Settings.Values.GetValueOrDefault(key)))
                .Where(difference => difference.First != difference.Second),
        ];
        Metrics = [.. (first.Metrics?.Names ?? []).Concat(second.Metrics?.Names ?? []).Distinct().Select(name => (name, first.Score(name), second.Score(name)))];
    }

    /// <summary>One run.</summary>
    public RunEntry First { get; }

    /// <summary>The other run.</summary>
    public RunEntry Second { get; }

    /// <summary>Keys of the effective recipes whose values differ, in the order of the recipes.</summary>
    public ImmutableArray<SettingDifference> Settings { get; }

    /// <summary>Metrics over all out-of-fold predictions; not-a-number where a run has none.</summary>
    public ImmutableArray<(string Name, double First, double Second)> Metrics { get; }
}
