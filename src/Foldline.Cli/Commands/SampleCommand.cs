using System.CommandLine;
using Foldline.Cli.Progress;
using Foldline.Pipelines.Samples;

namespace Foldline.Cli.Commands;

/// <summary><c>sample</c>: makes a small data set in a competition's layout.</summary>
internal sealed class SampleCommand : CliCommand
{
    private static readonly SampleOptions Defaults = new();

    private readonly Argument<string> recipe = new("recipe") { Description = $"Name or file of a recipe: {string.Join(", ", SampleGenerators.All.Select(generator => generator.Name))}." };
    private readonly Argument<string> folder = new("dir") { Description = "Folder to create." };
    private readonly Option<int> count = new("--count") { Description = "Number of images, training and test together.", HelpName = "n", DefaultValueFactory = _ => Defaults.Count };
    private readonly Option<int> size = new("--size") { Description = "Height and width of the images in pixels.", HelpName = "pixels", DefaultValueFactory = _ => Defaults.Size };
    private readonly Option<long> seed = new("--seed") { Description = "Same seed, same files.", HelpName = "n", DefaultValueFactory = _ => Defaults.Seed };

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
        var options = new SampleOptions(arguments.GetRequiredValue(count), arguments.GetRequiredValue(size), arguments.GetRequiredValue(seed));

        var summary = ShareProgress.Run(
            context,
            "Making images",
            progress => generator.Generate(arguments.GetRequiredValue(folder), options, progress, context.Cancellation));

        context.Terminal.WriteLine($"{summary.Folder}: {summary.TrainCount} training images, {summary.TestCount} test images, {string.Join(", ", summary.Files)}");
        return ExitCode.Success;
    }
}
