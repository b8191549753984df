using System.CommandLine;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Stages;

namespace Foldline.Cli.Commands;

/// <summary>The arguments of the commands that work on an earlier run: <c>predict</c> and <c>submit</c>.</summary>
internal sealed class RunFolderArguments
{
    private readonly Argument<string> folder = new("run") { Description = "Folder of a run, such as runs/vinbigdata/20210131-142536-9f3a." };
    private readonly Option<string> data = CommonOptions.Data();
    private readonly Argument<string[]> overrides = CommonOptions.Overrides();

    /// <summary>Adds the arguments to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(folder);
        command.Add(data);
        command.Add(overrides);
    }

    /// <summary>The run's recipe, and the options.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <exception cref="FoldlineException">FL6042: it is no run folder. FL6004 to FL6010: an override is wrong.</exception>
    public (Recipe Recipe, RunOptions Options) Read(ParseResult arguments)
    {
        var run = arguments.GetRequiredValue(folder);
        var options = new RunOptions { DataFolder = arguments.GetRequiredValue(data), Resume = run, CommandLine = CommandText.Of(arguments) };
        return (RunSession.LoadRunRecipe(run, arguments.GetRequiredValue(overrides)), options);
    }
}
