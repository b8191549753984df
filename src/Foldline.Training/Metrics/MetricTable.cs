namespace Foldline.Training.Metrics;

/// <summary>The metrics that recipes can name.</summary>
public static class MetricTable
{
    private static readonly string[] Averages = ["auto", "binary", "macro", "micro", "weighted", "samples"];

    /// <summary>
    /// Name to metric: <c>accuracy</c> (subset), <c>average_precision</c> (average), <c>balanced_accuracy</c> (adjusted, threshold),
    /// <c>brier</c>, <c>cohen_kappa</c> (weights, threshold), <c>f1</c>, <c>fbeta</c> (beta), <c>jaccard</c>, <c>precision</c> and <c>recall</c>
    /// (average, zero_division, threshold), <c>keras_auc</c> (num_thresholds), <c>kl_divergence</c> (eps), <c>log_loss</c> (eps),
    /// <c>matthews_corrcoef</c> (threshold), <c>roc_auc</c> (average, undefined), <c>top_k_accuracy</c> (k).
    /// </summary>
    public static PartTable<Metric> Standard { get; } = new(
        "metric",
        [
            new("accuracy", arguments => new Accuracy(arguments.GetBool("subset", false))),
            new("average_precision", arguments => new AveragePrecision(Average(arguments))),
            new("balanced_accuracy", arguments => new BalancedAccuracy(arguments.GetBool("adjusted", false), Threshold(arguments))),
            new("brier", _ => new BrierScore()),
            new("cohen_kappa", arguments => new CohenKappa(Weighting(arguments), Threshold(arguments))),
            new("f1", arguments => new FScore(CountOptions(arguments))),
            new("fbeta", CreateFBeta),
            new("jaccard", arguments => new Jaccard(CountOptions(arguments))),
            new("keras_auc", CreateKerasAuc),
            new("kl_divergence", arguments => new KullbackLeibler(Epsilon(arguments, 1e-15))),
            new("log_loss", arguments => new LogLoss(Epsilon(arguments, LogLoss.Float64Epsilon))),
            new("matthews_corrcoef", arguments => new MatthewsCorrelation(Threshold(arguments))),
            new("precision", arguments => new Precision(CountOptions(arguments))),
            new("recall", arguments => new Recall(CountOptions(arguments))),
            new("roc_auc", CreateRocAuc),
            new("top_k_accuracy", CreateTopK),
        ]);

    private static double Epsilon(PartArguments arguments, double fallback)
    {
        var epsilon = arguments.GetDouble("eps", fallback);
        return epsilon is > 0 and < 0.5 ? epsilon : throw arguments.Invalid("eps", "a number between 0 and 0.5");
    }

    private static double Threshold(PartArguments arguments)
    {
        var threshold = arguments.GetDouble("threshold", 0.5);
        return double.IsFinite(threshold) ? threshold : throw arguments.Invalid("threshold", "a finite number");
    }

    private static ScoreAverage Average(PartArguments arguments) => arguments.GetWord("average", Averages, "auto") switch
    {
        "binary" => ScoreAverage.Binary,
        "macro" => ScoreAverage.Macro,
        "micro" => ScoreAverage.Micro,
        "weighted" => ScoreAverage.Weighted,
        "samples" => ScoreAverage.Samples,
        _ => ScoreAverage.Auto,
    };

    private static KappaWeighting Weighting(PartArguments arguments) => arguments.GetWord("weights", ["none", "linear", "quadratic"], "none") switch
    {
        "linear" => KappaWeighting.Linear,
        "quadratic" => KappaWeighting.Quadratic,
        _ => KappaWeighting.None,
    };

    private static CountScoreOptions CountOptions(PartArguments arguments)
    {
        var options = new CountScoreOptions
        {
            Average = Average(arguments),
            ZeroDivision = arguments.GetDouble("zero_division", 0),
            Threshold = Threshold(arguments),
        };
        return options.ZeroDivision is >= 0 and <= 1 ? options : throw arguments.Invalid("zero_division", "a number from 0 to 1");
    }

    private static FScore CreateFBeta(PartArguments arguments)
    {
        var beta = arguments.GetDouble("beta");
        return beta > 0 && double.IsFinite(beta) ? new FScore(CountOptions(arguments), beta) : throw arguments.Invalid("beta", "a number above 0");
    }

    private static KerasAuc CreateKerasAuc(PartArguments arguments)
    {
        var count = arguments.GetInt32("num_thresholds", 200);
        return count is >= 2 and <= 1_000_000 ? new KerasAuc(count) : throw arguments.Invalid("num_thresholds", "an integer from 2 to 1000000");
    }

    private static TopKAccuracy CreateTopK(PartArguments arguments)
    {
        var k = arguments.GetInt32("k", 2);
        return k >= 1 ? new TopKAccuracy(k) : throw arguments.Invalid("k", "an integer of at least 1");
    }

    private static RocAuc CreateRocAuc(PartArguments arguments)
    {
        var average = arguments.GetWord("average", ["macro", "weighted", "micro", "samples", "one_vs_one", "one_vs_one_weighted"], "macro") switch
        {
            "weighted" => RocAucAverage.Weighted,
            "micro" => RocAucAverage.Micro,
            "samples" => RocAucAverage.Samples,
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
