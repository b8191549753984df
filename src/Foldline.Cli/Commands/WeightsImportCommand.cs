using System.CommandLine;
using Foldline.Models.Weights;

namespace Foldline.Cli.Commands;

/// <summary><c>weights import</c>: any weights file as a checked <c>.safetensors</c> file.</summary>
internal sealed class WeightsImportCommand : CliCommand
{
    private readonly Argument<string> file = new("file") { Description = "Weights: .safetensors, or what torch.save wrote (.pth, .bin); the pickle is read, never run." };
    private readonly Option<string> model = new("--model") { Description = "The network that they are of, by timm's name.", HelpName = "name", Required = true };
    private readonly Option<string?> output = new("--out") { Description = "File to write; the input's name with .safetensors when left out.", HelpName = "file" };
    private readonly Option<bool> partial = new("--partial") { Description = "Take what fits, and draw the rest at random, instead of refusing." };

    /// <summary>The command, its argument and options.</summary>
    public WeightsImportCommand()
        : base(
            "import",
            "Checks a weights file against a network and writes it as .safetensors with timm's names, and a card beside it.",
            "./foldline weights import best.pth --model resnet34d",
            "./foldline weights import pytorch_model.bin --model efficientnet_b0 --out weights/efficientnet_b0.safetensors")
    {
        Add(file);
        Add(model);
        Add(output);
        Add(partial);
    }

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var path = context.Arguments.GetRequiredValue(file);
        var target = context.Arguments.GetValue(output) ?? Path.ChangeExtension(path, ".safetensors");
        if (Path.GetFullPath(target) == Path.GetFullPath(path))
            throw FoldlineException.User("FL8003", $"'{path}' would be written over itself. Name another file with --out.", null, ("option", "--out"));
        var import = new WeightImport(context.Arguments.GetRequiredValue(model), path) { IsStrict = !context.Arguments.GetValue(partial) };
        var mismatch = import.Write(target);
        if (!mismatch.IsEmpty)
            context.Terminal.WriteErrorLine($"warning: the weights fit only in part: {mismatch}");
        context.Terminal.WriteLine(target);
        return ExitCode.Success;
    }
}
