using System.CommandLine;
using Foldline.Cli.Progress;
using Foldline.Pipelines.Previews;

namespace Foldline.Cli.Commands;

/// <summary><c>preview</c>: what the recipe's transforms do to some training samples, as a picture and a page.</summary>
internal sealed class PreviewCommand : CliCommand
{
    private const int Most = 100;
    private readonly Argument<string> recipe = CommonOptions.Recipe();
    private readonly Option<string> data = CommonOptions.Data();
    private readonly Option<int> samples = new("--samples") { Description = $"Number of training samples, 1 to {Most}.", HelpName = "m", DefaultValueFactory = _ => 4 };
    private readonly Option<int> count = new("--count") { Description = $"Number of augmentations of each, 1 to {Most}.", HelpName = "n", DefaultValueFactory = _ => 5 };
    private readonly Option<string> output = new("--out") { Description = "Picture to write; the page is put beside it with the ending .html.", HelpName = "file", DefaultValueFactory = _ => "preview.png" };
    private readonly Option<string> runs = CommonOptions.Runs();
    private readonly Argument<string[]> overrides = CommonOptions.Overrides();

    /// <summary>The command, its arguments and options.</summary>
    public PreviewCommand()
        : base(
            "preview",
            "Shows training samples as the network sees them: a grid of augmentations with masks and boxes, as PNG and HTML.",
            "./foldline preview recipes/vinbigdata.yaml --data data/vinbigdata",
            "./foldline preview recipes/vinbigdata.yaml --data data/vinbigdata --samples 8 --count 3 --out previews/strong.png augment.1.shift_scale_rotate.rotate=45")
    {
        Add(recipe);
        Add(data);
        Add(samples);
        Add(count);
        Add(output);
        Add(runs);
        Add(overrides);
        Limit(samples);
        Limit(count);
    }

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var arguments = context.Arguments;
        var loaded = RunSession.LoadRecipe(context, arguments.GetRequiredValue(recipe), arguments.GetRequiredValue(overrides), arguments.GetRequiredValue(data));
        var options = new PreviewOptions(arguments.GetRequiredValue(data), WithoutEnding(arguments.GetRequiredValue(output)))
        {
            RunsFolder = arguments.GetRequiredValue(runs),
            Samples = arguments.GetRequiredValue(samples),
            Count = arguments.GetRequiredValue(count),
        };

        var summary = PreparationDisplay.Show(context, report => new AugmentationPreview(loaded, options with { Report = report }).Write(context.Cancellation));

        foreach (var warning in summary.Warnings)
            context.Terminal.WriteErrorLine($"warning: {warning}");
        context.Terminal.WriteLine($"{summary.PngPath}, {summary.HtmlPath}: {summary.Samples} samples, each augmented {options.Count} times");
        return ExitCode.Success;
    }

    // A name such as 'run.1' keeps what follows its dot.
    private static string WithoutEnding(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".png" or ".html" ? path[..^Path.GetExtension(path).Length] : path;

    private static void Limit(Option<int> option) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() is < 1 or > Most)
            result.AddError($"'{option.Name}' is a number from 1 to {Most}.");
    });
}
