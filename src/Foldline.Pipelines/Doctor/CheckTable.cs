using System.Collections.Immutable;
using Foldline.Pipelines.Doctor.Checks;
using Foldline.Pipelines.Doctor.Trials;

namespace Foldline.Pipelines.Doctor;

/// <summary>The checks by their names, in the order in which they are done.</summary>
public static class CheckTable
{
    /// <summary>Name of the check of predictions that say the same of every sample.</summary>
    public const string ConstantOutput = "constant_output";

    /// <summary>Name of the check of areas under the curve of exactly a half.</summary>
    public const string HalfArea = "half_area";

    /// <summary>Everything that is checked before or without a whole training.</summary>
    public static ImmutableArray<DoctorCheck> Standard { get; } =
    [
        new("files", CheckCost.Cheap, "Has every sample its file, and every file its sample?", FileCheck.Look),
        new("labels", CheckCost.Cheap, "Is every label there, and is there more than one?", LabelCheck.Look),
        new("folds", CheckCost.Cheap, "Can the folds be made, and does each hold every class in its share?", FoldCheck.Look),
        new("groups", CheckCost.Cheap, "Is a patient, a recording or another group on both sides of a fold?", GroupCheck.Look),
        new("image_kinds", CheckCost.Cheap, "Have training and test images the same sizes, channels and depths?", ImageKindCheck.Look),
        new("value_range", CheckCost.Cheap, "Are the network's inputs near the values that networks are made for?", ValueRangeCheck.Look),
        new("unreadable", CheckCost.Images, "Can every image be read?", UnreadableCheck.Look),
        new("duplicates", CheckCost.Images, "Is the same picture, or the same scene, on both sides of a fold or in training and test?", DuplicateCheck.Look),
        new("pixel_statistics", CheckCost.Images, "Are training and test images equally bright and rich in contrast?", PixelStatisticsCheck.Look),
        new("overfit_batch", CheckCost.Training, "Can the network learn one batch by heart in 50 steps?", OverfitCheck.Look),
        new("learning_rate", CheckCost.Training, "Is the learning rate where training works?", LearningRateCheck.Look),
    ];

    /// <summary>Names of all checks, those of finished trainings included.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Standard.Select(check => check.Name), ConstantOutput, HalfArea];
}
