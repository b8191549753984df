namespace Foldline.Training.Logging;

/// <summary>What a resumed run needs to continue its log: lines so far and the unfinished epoch. Free of clock times, so that equal runs have equal states.</summary>
/// <param name="Columns">Names of the values in the order of their columns.</param>
/// <param name="Rows">Finished epochs.</param>
/// <param name="Means">Running means of the unfinished epoch.</param>
/// <param name="Values">Values of the unfinished epoch that are taken as they are.</param>
public sealed record LogState(
    List<string> Columns,
    List<LogRow> Rows,
    SortedDictionary<string, WeightedMean> Means,
    SortedDictionary<string, double> Values);
