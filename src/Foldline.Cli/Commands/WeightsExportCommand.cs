using System.CommandLine;
using Foldline.Pipelines.Exports;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Runs;

namespace Foldline.Cli.Commands;

/// <summary><c>weights export</c>: the weights of a run with timm's names, and their card.</summary>
internal sealed class WeightsExportCommand : CliCommand
{
    private readonly Argument<string> folder = new("run") { Description = "Folder of a run, such as runs/vinbigdata/20210131-142536-9f3a." };
    private readonly Option<int?> fold = new("--fold") { Description = "Which fold; all that were trained when left out.", HelpName = "n" };
    private readonly Option<string?> output = new("--out") { Description = "Folder to write into; 'export' in the run's folder when left out. Several folds get folders fold0, fold1 … in it.", HelpName = "dir" };
    private readonly Argument<string[]> overrides = CommonOptions.Overrides();

    /// <summary>The command, its arguments and options.</summary>
    public WeightsExportCommand()
        : base(
            "export",
            "Writes the weights of a run as model.safetensors with timm's names and config.json beside it.",
            "./foldline weights export runs/vinbigdata/20210131-142536-9f3a",
            "./foldline weights export runs/vinbigdata/20210131-142536-9f3a --fold 0 --out resnet18-vinbigdata predict.snapshot=best")
    {
        Add(folder);
        Add(fold);
        Add(output);
        Add(overrides);
    }

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var arguments = context.Arguments;
        using var run = RunFolder.Open(arguments.GetRequiredValue(folder), TimeProvider.System);
        var export = new WeightExport(run, run.LoadRecipe(arguments.GetRequiredValue(overrides).Select(RecipeOverride.Parse)));
        var root = arguments.GetValue(output) ?? Path.Combine(run.Path, "export");
        if (arguments.GetValue(fold) is { } number)
        {
            context.Terminal.WriteLine(export.Write(number, root));
            return ExitCode.Success;
        }

        var folds = export.Folds;
        foreach (var trained in folds.DefaultIfEmpty(0))
            context.Terminal.WriteLine(export.Write(trained, folds.Count == 1 ? root : Path.Combine(root, $"fold{trained}")));
        return ExitCode.Success;
    }
}
