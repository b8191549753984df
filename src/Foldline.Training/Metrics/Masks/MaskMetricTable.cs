using System.Collections.Immutable;

namespace Foldline.Training.Metrics.Masks;

/// <summary>The metrics of masks that recipes can name; docs/metrics.md lists their arguments.</summary>
public static class MaskMetricTable
{
    private static readonly (string Word, SegmentationReduction Reduction)[] Reductions =
    [
        ("micro", SegmentationReduction.Micro),
        ("macro", SegmentationReduction.Macro),
        ("weighted", SegmentationReduction.Weighted),
        ("micro_imagewise", SegmentationReduction.MicroImagewise),
        ("macro_imagewise", SegmentationReduction.MacroImagewise),
        ("weighted_imagewise", SegmentationReduction.WeightedImagewise),
        ("weighted_imagewise_over_classes", SegmentationReduction.WeightedImagewiseOverClasses),
    ];

    /// <summary>Name to metric.</summary>
    public static PartTable<MaskMetric> Standard { get; } = new("metric of masks",
    [
        new("dice", _ => new DefectScore("dice", SegmentationScore.F1, DefectImages.All)),
        new("dice_negative", _ => new DefectScore("dice_negative", SegmentationScore.F1, DefectImages.WithoutMask)),
        new("dice_positive", _ => new DefectScore("dice_positive", SegmentationScore.F1, DefectImages.WithMask)),
        new("pair_dice", _ => new PairScore("pair_dice", DefectImages.All)),
        new("pair_dice_positive", _ => new PairScore("pair_dice_positive", DefectImages.WithMask)),
        new("iou", _ => new DefectScore("iou", SegmentationScore.Iou, DefectImages.WithMask)),
        new("fbeta_score", FBeta),
        .. SegmentationScore.All.Select(score => KeyValuePair.Create(score.Name, (Func<PartArguments, MaskMetric>)(arguments => Score(score, arguments)))),
    ]);

    private static MaskScore FBeta(PartArguments arguments)
    {
        var beta = arguments.GetDouble("beta", 1);
        return beta > 0 && double.IsFinite(beta) ? Score(SegmentationScore.FBeta(beta), arguments) : throw arguments.Invalid("beta", "a number above 0");
    }

    private static MaskScore Score(SegmentationScore score, PartArguments arguments)
    {
        var word = arguments.GetWord("reduction", [.. Reductions.Select(row => row.Word)], "micro");
        var reduction = Reductions.First(row => row.Word == word).Reduction;
        var isWeighted = word.StartsWith("weighted", StringComparison.Ordinal);
        var weights = isWeighted ? arguments.GetDoubles("class_weights") : arguments.GetDoubles("class_weights", ImmutableArray<double>.Empty);
        if (isWeighted ? !weights.All(weight => weight >= 0 && double.IsFinite(weight)) || weights.Sum() == 0 : !weights.IsEmpty)
            throw arguments.Invalid("class_weights", isWeighted ? "numbers of at least 0, not only zeros" : "nothing, because the reduction is not weighted");
        return new MaskScore(score, reduction, arguments.GetDouble("zero_division", 1), weights);
    }
}
