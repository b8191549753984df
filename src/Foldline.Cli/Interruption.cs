using System.Runtime.InteropServices;

namespace Foldline.Cli;

/// <summary>
/// Turns the first Ctrl+C (or SIGTERM) into cancellation, so that the batch at hand is finished and the state saved;
/// a second one ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly TextWriter messages;
    private readonly List<PosixSignalRegistration> registrations;

    /// <summary>Listens until it is disposed.</summary>
    /// <param name="messages">Where the note about stopping goes.</param>
    public Interruption(TextWriter messages)
    {
        this.messages = messages;
        registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Receive), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Receive)];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Gives the signals their usual effect back.</summary>
    public void Dispose()
    {
        registrations.ForEach(registration => registration.Dispose());
        source.Dispose();
    }

    private void Receive(PosixSignalContext context)
    {
        // The second signal keeps its usual effect: the process ends.
        if (source.IsCancellationRequested)
            return;
        context.Cancel = true;
        messages.WriteLine("Stopping after this batch and saving; Ctrl+C again stops at once.");
        source.Cancel();
    }
}
