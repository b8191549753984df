using System.CommandLine;
using Foldline.Cli.Progress;
using Foldline.Models.Weights;

namespace Foldline.Cli.Commands;

/// <summary><c>weights fetch</c>: weights into the cache, for a machine that will be without a network.</summary>
internal sealed class WeightsFetchCommand : CliCommand
{
    private readonly Argument<string> model = new("model") { Description = "A model, with the tag of its weights or without: resnet34d, resnet34d.ra2_in1k." };
    private readonly Option<string?> source = new("--from") { Description = "Other weights for it: a tag, a repository (org/name) or a web address.", HelpName = "source" };

    /// <summary>The command, its argument and option.</summary>
    public WeightsFetchCommand()
        : base(
            "fetch",
            "Downloads weights into the Hugging Face cache, where Python's libraries find them too, and prints where they are.",
            "./foldline weights fetch resnet34d",
            "./foldline weights fetch resnet18 --from timm/resnet18.a1_in1k")
    {
        Add(model);
        Add(source);
    }

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var name = context.Arguments.GetRequiredValue(model);
        var wanted = WeightSource.Parse(name, context.Arguments.GetValue(source) ?? "true");
        var path = ShareProgress.Run(
            context,
            $"download {wanted}",
            progress => new WeightStore().Fetch(wanted, new DownloadShare(progress), context.Cancellation));
        context.Terminal.WriteLine(path);
        return ExitCode.Success;
    }
}
