namespace Foldline.Training.Losses;

/// <summary>Builds the losses of class numbers and shares from recipes.</summary>
internal static class ClassLosses
{
    public static CrossEntropy CrossEntropy(PartArguments arguments) => new(new CrossEntropyOptions
    {
        LabelSmoothing = arguments.Share("label_smoothing", 0),
        Weight = arguments.Weights("weight"),
        IgnoreIndex = arguments.GetInt64("ignore_index", -100),
    });

    public static CrossEntropy LabelSmoothing(PartArguments arguments) =>
        new(new CrossEntropyOptions { LabelSmoothing = arguments.Share("smoothing", 0.1) });

    public static NegativeLogLikelihood NegativeLogLikelihood(PartArguments arguments) => new(new CrossEntropyOptions
    {
        Weight = arguments.Weights("weight"),
        IgnoreIndex = arguments.GetInt64("ignore_index", -100),
    });

    public static KlDivergence KlDivergence(PartArguments arguments) =>
        new(arguments.GetWord("reduction", ["batchmean", "mean"], "batchmean") == "mean" ? LossReduction.Mean : LossReduction.BatchMean);
}
