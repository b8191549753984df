namespace Foldline.Training.Metrics;

/// <summary>The metrics that recipes can name.</summary>
public static class MetricTable
{
    /// <summary>Name to metric: <c>accuracy</c>, <c>log_loss</c> (eps), <c>roc_auc</c> (average, undefined).</summary>
    public static PartTable<Metric> Standard { get; } = new(
        "metric",
        [
            new("accuracy", _ => new Accuracy()),
            new("log_loss", CreateLogLoss),
            new("roc_auc", CreateRocAuc),
        ]);

    private static LogLoss CreateLogLoss(PartArguments arguments)
    {
        var epsilon = arguments.GetDouble("eps", LogLoss.Float64Epsilon);
        return epsilon is > 0 and < 0.5 ? new LogLoss(epsilon) : throw arguments.Invalid("eps", "a number between 0 and 0.5");
    }

    private static RocAuc CreateRocAuc(PartArguments arguments)
    {
        var average = arguments.GetWord("average", ["macro", "weighted", "micro", "one_vs_one", "one_vs_one_weighted"], "macro") switch
        {
            "weighted" => RocAucAverage.Weighted,
            "micro" => RocAucAverage.Micro,
            "one_vs_one" => RocAucAverage.OneVsOne,
            "one_vs_one_weighted" => RocAucAverage.OneVsOneWeighted,
            _ => RocAucAverage.Macro,
        };
        var policy = arguments.GetWord("undefined", ["error", "nan", "skip"], "nan") switch
        {
            "error" => UndefinedPolicy.Error,
            "skip" => UndefinedPolicy.Skip,
            _ => UndefinedPolicy.NaN,
        };
        return new RocAuc(average, policy);
    }
}
