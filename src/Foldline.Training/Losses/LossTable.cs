namespace Foldline.Training.Losses;

/// <summary>The losses that recipes can name; docs/losses.md lists their arguments.</summary>
public static class LossTable
{
    /// <summary>Name to loss.</summary>
    public static PartTable<Loss> Standard { get; } = new(
        "loss",
        [
            new("asymmetric_multi_label", BinaryLosses.Asymmetric),
            new("bce", arguments => new BinaryCrossEntropy(arguments.Share("label_smoothing", 0))),
            new("bce_with_logits", BinaryLosses.WithLogits),
            new("cross_entropy", ClassLosses.CrossEntropy),
            new("dice", arguments => new DiceLoss(MaskLosses.Region(arguments))),
            new("focal", MaskLosses.Focal),
            new("huber", arguments => new RegressionLoss(RegressionKind.Huber, arguments.Above("delta", 0, 1))),
            new("jaccard", arguments => new JaccardLoss(MaskLosses.Region(arguments))),
            new("keras_binary_crossentropy", BinaryLosses.Keras),
            new("kl_div", ClassLosses.KlDivergence),
            new("l1", _ => new RegressionLoss(RegressionKind.Absolute)),
            new("label_smoothing_cross_entropy", ClassLosses.LabelSmoothing),
            new("lovasz", MaskLosses.Lovasz),
            new("mcc", arguments => new MccLoss(arguments.Above("eps", 0, 1e-5), arguments.GetBool("from_logits", true))),
            new("mse", _ => new RegressionLoss(RegressionKind.Squared)),
            new("nll", ClassLosses.NegativeLogLikelihood),
            new("sigmoid_focal", BinaryLosses.SigmoidFocal),
            new("smooth_l1", arguments => new RegressionLoss(RegressionKind.SmoothAbsolute, arguments.Above("beta", 0, 1))),
            new("soft_bce_with_logits", BinaryLosses.Soft),
            new("soft_cross_entropy", MaskLosses.SoftCrossEntropy),
            new("soft_target_cross_entropy", _ => new CrossEntropy()),
            new("sum", Sum),
            new("tfa_sigmoid_focal", BinaryLosses.TfaSigmoidFocal),
            new("timm_binary_cross_entropy", BinaryLosses.Timm),
            new("tversky", MaskLosses.Tversky),
            new("weighted_bce", BinaryLosses.Weighted),
        ]);

    private static WeightedSum Sum(PartArguments arguments)
    {
        const string expected = "a list of losses, such as [cross_entropy, {dice: {mode: multiclass}}]";
        if (arguments.GetRaw("losses") is not System.Collections.IEnumerable list || list is string)
            throw arguments.Invalid("losses", expected);
        var parts = list.Cast<object?>().Select(Part).ToList();
        if (parts.Count == 0 || parts.Contains(null))
            throw arguments.Invalid("losses", expected);
        var weights = arguments.GetDoubles("weights", [.. Enumerable.Repeat(1.0, parts.Count)]);
        if (weights.Length != parts.Count || !weights.All(double.IsFinite))
            throw arguments.Invalid("weights", $"a list of {parts.Count} numbers, one for each loss");
        var losses = new List<Loss>();
        try
        {
            foreach (var part in parts)
                losses.Add(Standard.Create(part!.Part, part));
            return new WeightedSum(losses.Zip(weights));
        }
        catch (FoldlineException)
        {
            losses.ForEach(loss => loss.Dispose());
            throw;
        }
    }

    // A name, or a map with one name and its arguments.
    private static PartArguments? Part(object? value) => value switch
    {
        string name => new PartArguments(name),
        IEnumerable<KeyValuePair<string, object?>> map when map.ToList() is [var (name, arguments)] => arguments switch
        {
            null => new PartArguments(name),
            IEnumerable<KeyValuePair<string, object?>> nested => new PartArguments(name, nested),
            _ => null,
        },
        _ => null,
    };
}
