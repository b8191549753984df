namespace Foldline.Cli.Commands;

/// <summary><c>submit</c>: scores, submission and report from the predictions of a run.</summary>
internal sealed class SubmitCommand : CliCommand
{
    private readonly RunFolderArguments run = new();

    /// <summary>The command and its arguments.</summary>
    public SubmitCommand()
        : base(
            "submit",
            "Writes scores, submission and report from the predictions of a run.",
            "./foldline submit runs/vinbigdata/20210131-142536-9f3a --data data/vinbigdata") => run.AddTo(this);

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var (recipe, options) = run.Read(context.Arguments);
        return new RunSession(context).Execute(runner => runner.Submit(recipe, options, context.Cancellation));
    }
}
