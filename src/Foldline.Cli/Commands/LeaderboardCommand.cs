using System.CommandLine;
using System.Globalization;
using Foldline.Pipelines.Experiments;

namespace Foldline.Cli.Commands;

/// <summary><c>lb</c>: notes what the leaderboard said of a run, or shows what it said so far.</summary>
internal sealed class LeaderboardCommand : CliCommand
{
    private readonly Argument<string> run = CommonOptions.Run("run");
    private readonly Argument<double?> score = new("score") { Description = "The score; left out, the run's scores are shown.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> isPrivate = new("--private") { Description = "It is the score of the private leaderboard, not of the public one." };
    private readonly Option<string> root = CommonOptions.Runs();

    /// <summary>The command, its arguments and options.</summary>
    public LeaderboardCommand()
        : base("lb", "Notes a run's leaderboard score, or shows its scores.", "./foldline lb latest 0.932", "./foldline lb 20210131-1425 0.928 --private", "./foldline lb latest")
    {
        Add(run);
        Add(score);
        Add(isPrivate);
        Add(root);
    }

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var folder = new RunLookup(context.Arguments.GetRequiredValue(root)).Find(context.Arguments.GetRequiredValue(run));
        var file = new NotesFile(folder);
        var notes = context.Arguments.GetValue(score) is { } value
            ? file.Add(new LeaderboardScore(TimeProvider.System.GetUtcNow(), context.Arguments.GetValue(isPrivate), value), context.Cancellation)
            : file.Load();
        context.Terminal.WriteLine(folder);
        foreach (var noted in notes.Scores)
            context.Terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {noted.Time.UtcDateTime:yyyy-MM-dd HH:mm}  {(noted.IsPrivate ? "private" : "public")}  {noted.Score:R}"));
        return ExitCode.Success;
    }
}
