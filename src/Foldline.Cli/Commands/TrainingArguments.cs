using System.CommandLine;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Stages;

namespace Foldline.Cli.Commands;

/// <summary>The arguments of <c>run</c> and <c>train</c>: recipe, data, where to, what to change, whether to go on.</summary>
internal sealed class TrainingArguments
{
    private readonly Argument<string> recipe = CommonOptions.Recipe();
    private readonly Option<string> data = CommonOptions.Data();
    private readonly Option<string> output = CommonOptions.Out();
    private readonly Option<bool> resume = new("--resume") { Description = "Go on with the newest run of this recipe: with its recipe, from where it was stopped." };
    private readonly Argument<string[]> overrides = CommonOptions.Overrides();

    /// <summary>Adds the arguments to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(recipe);
        command.Add(data);
        command.Add(output);
        command.Add(resume);
        command.Add(overrides);
    }

    /// <summary>The recipe, and the options of the run.</summary>
    /// <param name="context">The command line and the terminal.</param>
    /// <param name="more">Overrides that the command's own options stand for.</param>
    /// <exception cref="FoldlineException">FL6001 to FL6010: the recipe or an override is wrong. FL8004: there is no run to go on with.</exception>
    public (Recipe Recipe, RunOptions Options) Read(CommandContext context, params IEnumerable<string> more)
    {
        var arguments = context.Arguments;
        var changes = arguments.GetRequiredValue(overrides).Concat(more).ToList();
        var loaded = RunSession.LoadRecipe(context, arguments.GetRequiredValue(recipe), changes, arguments.GetRequiredValue(data));
        var options = new RunOptions
        {
            DataFolder = arguments.GetRequiredValue(data),
            OutFolder = arguments.GetRequiredValue(output),
            CommandLine = CommandText.Of(arguments),
        };
        if (!arguments.GetValue(resume))
            return (loaded, options);

        var folder = RunSession.FindLatestRun(options.OutFolder, loaded);
        return (RunSession.LoadRunRecipe(folder, changes), options with { Resume = folder });
    }
}
