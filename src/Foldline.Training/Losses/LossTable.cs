namespace Foldline.Training.Losses;

/// <summary>The losses that recipes can name.</summary>
public static class LossTable
{
    /// <summary>Name to loss: <c>cross_entropy</c> (label_smoothing, weight, ignore_index).</summary>
    public static PartTable<Loss> Standard { get; } = new("loss", [new("cross_entropy", CreateCrossEntropy)]);

    private static CrossEntropy CreateCrossEntropy(PartArguments arguments)
    {
        var options = new CrossEntropyOptions
        {
            LabelSmoothing = arguments.GetDouble("label_smoothing", 0),
            Weight = arguments.GetDoubles("weight", []),
            IgnoreIndex = arguments.GetInt64("ignore_index", -100),
        };
        if (options.LabelSmoothing is not (>= 0 and <= 1))
            throw arguments.Invalid("label_smoothing", "a number from 0 to 1");
        return options.Weight.All(weight => weight >= 0) ? new CrossEntropy(options) : throw arguments.Invalid("weight", "a number of at least 0 for each class");
    }
}
