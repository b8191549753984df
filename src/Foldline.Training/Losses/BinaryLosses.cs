namespace Foldline.Training.Losses;

/// <summary>Builds the losses of yes-or-no outputs from recipes.</summary>
internal static class BinaryLosses
{
    public static AsymmetricLossMultiLabel Asymmetric(PartArguments arguments) => new(
        arguments.AtLeast("gamma_neg", 0, 4), arguments.AtLeast("gamma_pos", 0, 1), arguments.AtLeast("clip", 0, 0.05), arguments.Above("eps", 0, 1e-8));

    public static BceWithLogits WithLogits(PartArguments arguments) => new(new BceWithLogitsOptions
    {
        PosWeight = arguments.Weights("pos_weight"),
        Weight = arguments.Weights("weight"),
        LabelSmoothing = arguments.Share("label_smoothing", 0),
    });

    public static KerasBinaryCrossentropy Keras(PartArguments arguments)
    {
        var form = arguments.GetWord("form", ["logits", "tf2_probability", "keras3_probability"], "logits") switch
        {
            "tf2_probability" => KerasBceForm.Tf2Probability,
            "keras3_probability" => KerasBceForm.Keras3Probability,
            _ => KerasBceForm.Logits,
        };
        var epsilon = arguments.GetDouble("epsilon", 1e-7);
        if (epsilon is not (> 0 and < 0.5))
            throw arguments.Invalid("epsilon", "a number between 0 and 0.5");
        return new(form, arguments.Share("label_smoothing", 0), epsilon);
    }

    // The pipelines that it comes from have weights below 0 for rare classes.
    public static WeightedBce Weighted(PartArguments arguments) =>
        new(arguments.GetDoubles("pos_weight"), arguments.GetDoubles("neg_weight"), arguments.GetBool("from_logits", true));

    public static SigmoidFocalLoss SigmoidFocal(PartArguments arguments)
    {
        var alpha = arguments.GetDouble("alpha", 0.25);
        return alpha <= 1 ? new(alpha, arguments.AtLeast("gamma", 0, 2)) : throw arguments.Invalid("alpha", "a number from 0 to 1, or below 0 for no weights");
    }

    public static TfaSigmoidFocal TfaSigmoidFocal(PartArguments arguments) =>
        new(arguments.Share("alpha", 0.25), arguments.AtLeast("gamma", 0, 2), arguments.GetBool("from_logits", true));

    public static SoftBceWithLogitsLoss Soft(PartArguments arguments) => new(
        arguments.Share("smooth_factor", 0), arguments.IgnoreIndex() ?? -100, arguments.Weights("weight"), arguments.Weights("pos_weight"));

    public static TimmBinaryCrossEntropy Timm(PartArguments arguments) => new(
        arguments.Share("smoothing", 0.1), arguments.Has("target_threshold") ? arguments.Share("target_threshold", 0.5) : null);
}
