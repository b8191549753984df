using System.Collections.Immutable;

namespace Foldline.Pipelines.Blending;

/// <summary>Weights that were fitted, and what they came to.</summary>
public sealed record BlendFit
{
    /// <summary>Names of the metrics; the weights were fitted by the first.</summary>
    public required ImmutableArray<string> Metrics { get; init; }

    /// <summary>Whether the first metric improves upwards.</summary>
    public required bool IsMaximized { get; init; }

    /// <summary>The weights, fitted on all out-of-fold predictions, one a run.</summary>
    public required ImmutableArray<double> Weights { get; init; }

    /// <summary>Folds by number.</summary>
    public required ImmutableArray<int> Folds { get; init; }

    /// <summary>For each fold the weights that were fitted on the others; empty when there is only one fold.</summary>
    public required ImmutableArray<ImmutableArray<double>> FoldWeights { get; init; }

    /// <summary>Every run by itself.</summary>
    public required ImmutableArray<BlendScore> Singles { get; init; }

    /// <summary>The mean with equal weights.</summary>
    public required BlendScore Plain { get; init; }

    /// <summary>The fitted weights on the predictions that they were fitted on: too good by what the fit gained from chance.</summary>
    public required BlendScore Fitted { get; init; }

    /// <summary>Each fold scored with the weights fitted on the others; null when there is only one fold.</summary>
    public required BlendScore? Nested { get; init; }

    /// <summary>The best run by itself.</summary>
    public BlendScore BestSingle
    {
        get
        {
            var best = Singles[0];
            foreach (var next in Singles)
                best = IsBetter(next.OutOfFold[0], best.OutOfFold[0]) ? next : best;
            return best;
        }
    }

    /// <summary>All rows of the table of scores, from single runs to the blend.</summary>
    public ImmutableArray<BlendScore> Rows => [.. Singles, Plain, Fitted, .. Nested is null ? (BlendScore[])[] : [Nested]];

    /// <summary>What a score is better by than the best run alone, larger being better.</summary>
    /// <param name="score">A row.</param>
    public double GainOf(BlendScore score) => (score.OutOfFold[0] - BestSingle.OutOfFold[0]) * (IsMaximized ? 1 : -1);

    private bool IsBetter(double value, double than) => double.IsNaN(than) || (IsMaximized ? value > than : value < than);
}
