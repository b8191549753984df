using Foldline.Data.Folds;
using Foldline.Pipelines.Records;

namespace Foldline.Pipelines.Stages;

/// <summary>Divides samples into folds as the recipe says.</summary>
/// <param name="samples">The samples with all columns of their query.</param>
/// <returns>The fold of each sample.</returns>
public delegate FoldSplit FoldPlan(SampleSet samples);
