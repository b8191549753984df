namespace Foldline.Cli.Commands;

/// <summary><c>weights</c>: the commands for weights files.</summary>
internal sealed class WeightsCommand : CliCommand
{
    /// <summary>The command with its sub-commands.</summary>
    public WeightsCommand()
        : base(
            "weights",
            "Downloads, exports and imports weights.",
            "./foldline weights fetch resnet34d",
            "./foldline weights export runs/vinbigdata/20210131-142536-9f3a --fold 0 --out resnet18-vinbigdata",
            "./foldline weights import best.pth --model resnet34d")
    {
        Add(new WeightsFetchCommand());
        Add(new WeightsExportCommand());
        Add(new WeightsImportCommand());
    }

    /// <inheritdoc/>
    public override int Run(CommandContext context) => throw FoldlineException.User(
        "FL8003", "'weights' needs one of its commands: fetch, export or import. See: ./foldline weights --help", null, ("command", "weights"));
}
