using Foldline.Data;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Runs;
using Foldline.Pipelines.Stages;
using Foldline.Reports;

namespace Foldline.Pipelines.Reporting;

/// <summary>The chapter on the stages before the last one: what each was trained with and how it scored.</summary>
internal static class StageSection
{
    /// <summary>Builds the chapter; nothing for a recipe without stages.</summary>
    public static IEnumerable<ReportSection> Build(RunContext context)
    {
        if (context.Recipe.Stages is not { } stages)
            yield break;
        List<StageRecipe> all = [.. stages.Earlier, new StageRecipe(stages.Last, context.Recipe)];
        yield return new ReportSection("Stages",
        [
            new TableBlock("In the order in which they were trained", ReportTable.From(new Table(
                TableColumn.Of("stage", all.Select(stage => stage.Name).ToArray()),
                TableColumn.Of("model", all.Select(stage => stage.Recipe.Model.Name).ToArray()),
                TableColumn.Of("starts from", all.Select(stage => stage.Recipe.Model.Weights ?? "").ToArray()),
                TableColumn.Of("teacher", all.Select(stage => stage.Recipe.Train.Teacher?.From ?? "").ToArray()),
                TableColumn.Of("samples", all.Select(stage => stage.Recipe.Train.Only ?? "all").ToArray()),
                TableColumn.Of("lines drawn", all.Select(stage => stage.Recipe.Input.Curves is null ? "no" : "yes").ToArray()),
                TableColumn.Of("epochs", all.Select(stage => stage.Recipe.Train.Epochs).ToArray())))),
            .. stages.Earlier.SelectMany(stage => Scores(context, stage)),
        ]);
    }

    private static IEnumerable<ReportBlock> Scores(RunContext context, StageRecipe stage)
    {
        if (RunMetricsReader.TryLoad(Path.Combine(context.Run.StagePath(stage.Name), RunFolder.MetricsName)) is { } metrics)
            yield return new TableBlock($"Out-of-fold scores of '{stage.Name}'", ReportTable.From(new Table(
                TableColumn.Of("metric", metrics.Names.ToArray()),
                TableColumn.Of("value", metrics.OutOfFold.ToArray()))));
    }
}
