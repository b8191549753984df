using System.CommandLine;
using Foldline.Cli.Progress;
using Foldline.Pipelines.Preparing;

namespace Foldline.Cli.Commands;

/// <summary><c>prepare</c>: pictures, arrays or TFRecord files of original files.</summary>
internal sealed class PrepareCommand : CliCommand
{
    private readonly Argument<string> recipe = CommonOptions.Recipe();
    private readonly Option<string> data = new("--data") { Description = "Folder with the original files.", HelpName = "dir", Required = true };
    private readonly Option<string> output = new("--out") { Description = "Folder for what is made: a data folder for the recipe.", HelpName = "dir", Required = true };
    private readonly Option<bool> strict = new("--strict") { Description = "Stop at the first file that cannot be read instead of listing it in prepare-errors.csv." };
    private readonly Option<int> threads = new("--threads") { Description = "Files worked on at a time; one for each core when left out.", HelpName = "n", DefaultValueFactory = _ => Environment.ProcessorCount };
    private readonly Argument<string[]> overrides = CommonOptions.Overrides();

    /// <summary>The command, its arguments and options.</summary>
    public PrepareCommand()
        : base(
            "prepare",
            "Makes pictures, arrays or TFRecord files of original files, as the recipe says; goes on where it was stopped.",
            "./foldline prepare recipes/vinbigdata.yaml --data data/dicom --out data/vinbigdata",
            "./foldline prepare recipes/vinbigdata.yaml --data data/dicom --out data/large prepare.dicom.size=1024 prepare.dicom.keep_aspect=true")
    {
        Add(recipe);
        Add(data);
        Add(output);
        Add(strict);
        Add(threads);
        Add(overrides);
        threads.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() is < 1 or > 1024)
                result.AddError("'--threads' is a number from 1 to 1024.");
        });
    }

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var arguments = context.Arguments;
        var loaded = RunSession.LoadRecipe(context, arguments.GetRequiredValue(recipe), arguments.GetRequiredValue(overrides), arguments.GetRequiredValue(data));
        var options = new PreparationOptions
        {
            DataFolder = arguments.GetRequiredValue(data),
            OutFolder = arguments.GetRequiredValue(output),
            IsStrict = arguments.GetValue(strict),
            Threads = arguments.GetRequiredValue(threads),
        };
        try
        {
            Write(context.Terminal, options, PreparationDisplay.Show(context, report => new Preparer(loaded, options, TimeProvider.System).Run(report, context.Cancellation)));
            return ExitCode.Success;
        }
        catch (OperationCanceledException) when (context.Cancellation.IsCancellationRequested)
        {
            context.Terminal.WriteErrorLine("Interrupted. What was prepared is kept; the same command goes on with it.");
            throw;
        }
    }

    private static void Write(Terminal terminal, PreparationOptions options, PreparationSummary summary)
    {
        terminal.WriteLine($"{options.OutFolder}: {summary.Made} made, {summary.Kept} complete before, {summary.Refused.Length} refused");
        foreach (var table in summary.Tables)
            terminal.WriteLine($"  {table.File}: {(table.Rows is { } rows ? $"{rows} images" : "copied")}");
        if (summary.WithSeveral > 0)
            terminal.WriteErrorLine($"warning: {summary.WithSeveral} files hold several pictures; the first of each was taken.");
        if (summary.Refused.IsEmpty)
            return;
        var reasons = summary.Refused.GroupBy(file => file.Reason).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key} {group.Count()}");
        terminal.WriteErrorLine($"warning: {summary.Refused.Length} files were refused: {string.Join(", ", reasons)}. '{Path.Combine(options.OutFolder, "prepare-errors.csv")}' lists them.");
    }
}
