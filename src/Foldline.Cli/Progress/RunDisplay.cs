using System.Globalization;
using Foldline.Models.Weights.Downloads;
using Foldline.Pipelines.Preparing;
using Foldline.Pipelines.Stages;
using Foldline.Training.Logging;
using Spectre.Console;

namespace Foldline.Cli.Progress;

/// <summary>
/// Shows a run: a line for every stage and every row of the log, and for someone who watches a bar with speed and time left.
/// Called from the run's threads, one call at a time.
/// </summary>
internal sealed class RunDisplay : IRunObserver
{
    private readonly Terminal terminal;
    private readonly ProgressTask? bar;
    private readonly bool isQuiet;
    private LogColumns? columns;

    private RunDisplay(CommandContext context, ProgressTask? bar)
    {
        terminal = context.Terminal;
        isQuiet = context.IsQuiet;
        this.bar = bar;
    }

    /// <summary>Shows what a piece of work reports while it runs.</summary>
    /// <param name="context">Terminal and verbosity; with <c>--quiet</c> only warnings are shown.</param>
    /// <param name="work">The work.</param>
    public static RunResult Show(CommandContext context, Func<IRunObserver, RunResult> work)
    {
        if (context.IsQuiet || !context.Terminal.IsInteractive)
            return work(new RunDisplay(context, null));
        return context.Terminal.Output.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .Start(progress => work(new RunDisplay(context, progress.AddTask("", maxValue: 1))));
    }

    /// <inheritdoc/>
    public void StageStarted(string name)
    {
        columns = null;
        if (bar is null)
            WriteLine(name);
        else
            SetBar(name, 0);
    }

    /// <inheritdoc/>
    public void Warned(string message) => terminal.WriteErrorLine($"warning: {message}");

    /// <inheritdoc/>
    public void Downloaded(DownloadProgress progress)
    {
        if (bar is not null)
            SetBar(DownloadText.Of(progress), DownloadText.Share(progress));
    }

    /// <inheritdoc/>
    public void Prepared(PreparationProgress progress)
    {
        if (bar is not null)
            SetBar(PreparationDisplay.Describe(progress), PreparationDisplay.Share(progress));
    }

    /// <inheritdoc/>
    public void Trained(TrainingProgress progress)
    {
        if (bar is null)
            return;
        var left = progress.TimeLeft is { } time ? string.Create(CultureInfo.InvariantCulture, $", {progress.ImagesPerSecond:0.0} images/s, {TimeText.Of(time)} left") : "";
        SetBar($"fold {progress.Fold}, epoch {Math.Min(progress.Epoch + 1, progress.Epochs)}/{progress.Epochs}{left}", (double)progress.Iteration / Math.Max(progress.Iterations, 1));
    }

    /// <inheritdoc/>
    public void Logged(int fold, LogRow row)
    {
        if (columns is null || !columns.Fits(row))
        {
            columns = new LogColumns(row);
            foreach (var line in columns.Heading)
                WriteLine(line);
        }

        WriteLine(columns.Line(row));
    }

    /// <inheritdoc/>
    public void Predicted(int done, int total) => SetBar(bar?.Description ?? "", (double)done / Math.Max(total, 1));

    private void SetBar(string description, double share)
    {
        if (bar is null)
            return;
        bar.Description = description.Length == 0 ? " " : Markup.Escape(description);
        bar.Value = share;
    }

    private void WriteLine(string line)
    {
        if (isQuiet)
            return;
        // Through the console while it draws the bar, so that the line lands above it.
        if (bar is null)
            terminal.WriteLine(line);
        else
            terminal.Output.WriteLine(line);
    }
}
