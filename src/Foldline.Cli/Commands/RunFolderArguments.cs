using System.CommandLine;
using Foldline.Pipelines.Experiments;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Stages;

namespace Foldline.Cli.Commands;

/// <summary>The arguments of the commands that work on an earlier run: <c>predict</c> and <c>submit</c>.</summary>
/// <param name="description">What the argument names.</param>
internal sealed class RunFolderArguments(string? description = null)
{
    private readonly Argument<string> folder = description is null ? CommonOptions.Run("run") : new Argument<string>("run") { Description = description };
    private readonly Option<string> data = CommonOptions.Data();
    private readonly Option<string> root = CommonOptions.Runs();
    private readonly Argument<string[]> overrides = CommonOptions.Overrides();

    /// <summary>Adds the arguments to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(folder);
        command.Add(data);
        command.Add(root);
        command.Add(overrides);
    }

    /// <summary>What was named, as it was typed.</summary>
    /// <param name="arguments">The parsed command line.</param>
    public string Word(ParseResult arguments) => arguments.GetRequiredValue(folder);

    /// <summary>The data folder.</summary>
    /// <param name="arguments">The parsed command line.</param>
    public string Data(ParseResult arguments) => arguments.GetRequiredValue(data);

    /// <summary>Changes to the recipe.</summary>
    /// <param name="arguments">The parsed command line.</param>
    public IReadOnlyList<string> Overrides(ParseResult arguments) => arguments.GetRequiredValue(overrides);

    /// <summary>The run's recipe, and the options.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <exception cref="FoldlineException">FL6042, FL6510, FL6511: it is no run. FL6004 to FL6010: an override is wrong.</exception>
    public (Recipe Recipe, RunOptions Options) Read(ParseResult arguments)
    {
        var run = new RunLookup(arguments.GetRequiredValue(root)).Find(Word(arguments));
        var options = new RunOptions { DataFolder = Data(arguments), Resume = run, CommandLine = CommandText.Of(arguments) };
        return (RunSession.LoadRunRecipe(run, Overrides(arguments)), options);
    }
}
