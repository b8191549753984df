using System.Globalization;
using Foldline.Pipelines.Preparing;
using Spectre.Console;

namespace Foldline.Cli.Progress;

/// <summary>Shows a preparation: for someone who watches a bar with speed and time left, for a file a line at each quarter.</summary>
internal static class PreparationDisplay
{
    /// <summary>Runs the work and shows its progress on the error stream.</summary>
    /// <param name="context">Terminal and verbosity; nothing is shown with <c>--quiet</c>.</param>
    /// <param name="work">Gets the receiver of the progress.</param>
    public static T Show<T>(CommandContext context, Func<Action<PreparationProgress>, T> work)
    {
        if (context.IsQuiet)
            return work(_ => { });
        if (!context.Terminal.IsInteractive)
            return work(Quarters(context.Terminal));
        return context.Terminal.Error.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .Start(bars => work(Bar(bars.AddTask("prepare", maxValue: 1))));
    }

    private static Action<PreparationProgress> Bar(ProgressTask bar) => progress =>
    {
        bar.Description = Markup.Escape(Describe(progress));
        bar.Value = Share(progress);
    };

    private static Action<PreparationProgress> Quarters(Terminal terminal)
    {
        var shown = 0;
        return progress =>
        {
            var quarter = (int)(Share(progress) * 4);
            if (quarter <= shown)
                return;
            shown = quarter;
            terminal.WriteErrorLine(Describe(progress));
        };
    }

    /// <summary>The share that is done, 0 … 1.</summary>
    internal static double Share(PreparationProgress progress) => (double)progress.Done / Math.Max(progress.Total, 1);

    /// <summary>How far it is, in words.</summary>
    internal static string Describe(PreparationProgress progress)
    {
        var refused = progress.Refused > 0 ? $", {progress.Refused} refused" : "";
        var left = progress.TimeLeft is { } time ? string.Create(CultureInfo.InvariantCulture, $", {progress.FilesPerSecond:0.0} files/s, {TimeText.Of(time)} left") : "";
        return $"prepare {progress.Done}/{progress.Total}{refused}{left}";
    }
}
