using System.CommandLine;
using Foldline.Cli.Progress;
using Foldline.Pipelines.Samples;

namespace Foldline.Cli.Commands;

/// <summary><c>sample</c>: makes a small data set in a competition's layout.</summary>
internal sealed class SampleCommand : CliCommand
{
    private readonly Argument<string> recipe = new("recipe") { Description = $"Name or file of a recipe: {string.Join(", ", SampleGenerators.All.Select(generator => generator.Name))}." };
    private readonly Argument<string> folder = new("dir") { Description = "Folder to create." };
    private readonly Option<int?> count = new("--count") { Description = "Number of images or recordings, training and test together.", HelpName = "n" };
    private readonly Option<int?> size = new("--size") { Description = "Height of the images in pixels.", HelpName = "pixels" };
    private readonly Option<long?> seed = new("--seed") { Description = "Same seed, same files.", HelpName = "n" };

    /// <summary>The command, its arguments and options.</summary>
    public SampleCommand()
        : base("sample", "Makes a small data set in a competition's layout, to try its recipe.", "./foldline sample vinbigdata data/sample", "./foldline sample vinbigdata data/large --count 4000 --size 512")
    {
        Add(recipe);
        Add(folder);
        Add(count);
        Add(size);
        Add(seed);
    }

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var arguments = context.Arguments;
        var generator = SampleGenerators.Find(arguments.GetRequiredValue(recipe));
        var options = new SampleOptions(
            arguments.GetValue(count) ?? generator.Defaults.Count,
            arguments.GetValue(size) ?? generator.Defaults.Size,
            arguments.GetValue(seed) ?? generator.Defaults.Seed);

        var summary = ShareProgress.Run(
            context,
            "Making files",
            progress => generator.Generate(arguments.GetRequiredValue(folder), options, progress, context.Cancellation));

        context.Terminal.WriteLine($"{summary.Folder}: {summary.TrainCount} for training, {summary.TestCount} for the test, {string.Join(", ", summary.Files)}");
        return ExitCode.Success;
    }
}
