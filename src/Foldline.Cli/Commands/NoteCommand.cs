using System.CommandLine;
using Foldline.Pipelines.Experiments;

namespace Foldline.Cli.Commands;

/// <summary><c>note</c>: writes a note on a run, or shows its notes.</summary>
internal sealed class NoteCommand : CliCommand
{
    private readonly Argument<string> run = CommonOptions.Run("run");
    private readonly Argument<string?> text = new("text") { Description = "The note; left out, the run's notes are shown.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> root = CommonOptions.Runs();

    /// <summary>The command, its arguments and option.</summary>
    public NoteCommand()
        : base("note", "Writes a note on a run, or shows its notes.", "./foldline note latest \"mixup hurts, longer warm-up helps\"", "./foldline note 20210131-1425")
    {
        Add(run);
        Add(text);
        Add(root);
    }

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var folder = new RunLookup(context.Arguments.GetRequiredValue(root)).Find(context.Arguments.GetRequiredValue(run));
        var file = new NotesFile(folder);
        var notes = context.Arguments.GetValue(text) is { } note ? file.Add(new RunNote(TimeProvider.System.GetUtcNow(), note), context.Cancellation) : file.Load();
        context.Terminal.WriteLine(folder);
        foreach (var written in notes.Notes)
            context.Terminal.WriteLine($"  {written.Time.UtcDateTime:yyyy-MM-dd HH:mm}  {written.Text}");
        return ExitCode.Success;
    }
}
