using System.CommandLine;
using Foldline.Cli.Progress;
using Foldline.Pipelines.Bundles;
using Foldline.Pipelines.Experiments;
using Foldline.Pipelines.Stages;

namespace Foldline.Cli.Commands;

/// <summary><c>bundle</c>: what a run's predictions need, in one folder or archive.</summary>
internal sealed class BundleCommand : CliCommand
{
    private readonly Argument<string> run = CommonOptions.Run("run");
    private readonly Option<string?> output = new("--out") { Description = "A .zip file, or a folder to make; an archive named after recipe and run when left out.", HelpName = "file|dir" };
    private readonly Option<string> root = CommonOptions.Runs();

    /// <summary>The command, its argument and options.</summary>
    public BundleCommand()
        : base(
            "bundle",
            "Puts weights, recipe and versions of a run into one archive or folder, to predict elsewhere.",
            "./foldline bundle latest --out vinbigdata.zip",
            "./foldline predict vinbigdata.zip --data data/vinbigdata --out predictions")
    {
        Add(run);
        Add(output);
        Add(root);
    }

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var folder = new RunLookup(context.Arguments.GetRequiredValue(root)).Find(context.Arguments.GetRequiredValue(run));
        var result = RunDisplay.Show(context, observer =>
            new RunResult(new BundleWriter(observer).Write(folder, context.Arguments.GetValue(output), context.Cancellation), null, 0));
        context.Terminal.WriteLine(result.Folder);
        return ExitCode.Success;
    }
}
