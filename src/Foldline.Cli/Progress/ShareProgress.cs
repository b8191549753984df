using Spectre.Console;

namespace Foldline.Cli.Progress;

/// <summary>Shows how much of a long piece of work is done: a bar for someone who watches, a line at each quarter for a file.</summary>
internal static class ShareProgress
{
    /// <summary>Runs the work and shows its progress on the error stream.</summary>
    /// <param name="context">Terminal and verbosity; nothing is shown with <c>--quiet</c>.</param>
    /// <param name="title">What is being done.</param>
    /// <param name="work">Gets the receiver of the share that is done, 0 … 1.</param>
    /// <typeparam name="T">Type of the result.</typeparam>
    public static T Run<T>(CommandContext context, string title, Func<IProgress<double>, T> work)
    {
        if (context.IsQuiet)
            return work(new Receiver(_ => { }));
        if (!context.Terminal.IsInteractive)
            return work(new Receiver(new Quarters(context.Terminal, title).Report));
        return context.Terminal.Error.Progress().HideCompleted(true).Start(progress =>
        {
            var task = progress.AddTask(Markup.Escape(title), maxValue: 1);
            return work(new Receiver(share => task.Value = share));
        });
    }

    // Unlike System.Progress it calls back at once and on the same thread.
    private sealed class Receiver(Action<double> show) : IProgress<double>
    {
        public void Report(double value) => show(value);
    }

    private sealed class Quarters(Terminal terminal, string title)
    {
        private readonly Lock gate = new();
        private int shown;

        public void Report(double share)
        {
            lock (gate)
            {
                var quarter = (int)(share * 4);
                if (quarter <= shown)
                    return;
                shown = quarter;
                terminal.WriteErrorLine($"{title}: {quarter * 25} %");
            }
        }
    }
}
