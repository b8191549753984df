using System.CommandLine;
using Foldline.Cli.Progress;
using Foldline.Pipelines.Samples;
using Foldline.Pipelines.Stages;

namespace Foldline.Cli.Commands;

/// <summary><c>demo</c>: makes sample data and runs its recipe with small numbers.</summary>
internal sealed class DemoCommand : CliCommand
{
    private readonly Option<string> output = CommonOptions.Out();
    private readonly Argument<string[]> overrides = CommonOptions.Overrides();

    /// <summary>The command and its arguments.</summary>
    public DemoCommand()
        : base(
            "demo",
            "Makes X-ray-like images, trains on them and writes submission and report: a look at everything in a minute or two.",
            "./foldline demo",
            "./foldline demo --out demo model.name=resnet34 train.epochs=6")
    {
        Add(output);
        Add(overrides);
    }

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var recipe = RunSession.LoadRecipe(context, "demo", context.Arguments.GetRequiredValue(overrides));
        var folder = context.Arguments.GetRequiredValue(output);
        var options = new RunOptions { DataFolder = Path.Combine(folder, "sample-data"), OutFolder = folder, CommandLine = CommandText.Of(context.Arguments) };
        MakeData(context, options.DataFolder);
        return new RunSession(context).Execute(runner => runner.Run(recipe, options, context.Cancellation));
    }

    // The same options give the same files, so those of an earlier demo will do.
    private static void MakeData(CommandContext context, string folder)
    {
        var generator = SampleGenerators.Find("vinbigdata");
        var options = new SampleOptions();
        if (!generator.IsIn(folder, options))
            ShareProgress.Run(context, "Making images", progress => generator.Generate(folder, options, progress, context.Cancellation));
    }
}
