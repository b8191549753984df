using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Foldline.Torch;

/// <summary>
/// A thread of its own for engine work. OpenMP's thread count belongs to the calling thread, so tensors are computed here and
/// never on the thread pool.
/// </summary>
public sealed class EngineThread : IDisposable
{
    private readonly BlockingCollection<Action> work = [];
    private readonly Thread thread;
    private ExceptionDispatchInfo? startError;
    private bool disposed;

    /// <summary>Starts the thread, which loads libtorch while the caller goes on.</summary>
    /// <param name="threads">Threads that one operator uses; 0 for one a processor.</param>
    public EngineThread(int threads = 0)
    {
        var count = threads > 0 ? threads : Environment.ProcessorCount;
        thread = new Thread(() => Loop(count), maxStackSize: 64 << 20) { IsBackground = true, Name = "Foldline engine" };
        thread.Start();
    }

    /// <summary>Runs a function on the engine thread and waits for it; its exception is thrown here.</summary>
    /// <param name="function">Work with tensors.</param>
    /// <typeparam name="T">Type of the result.</typeparam>
    /// <exception cref="FoldlineException">FL1002, FL1003: the bridge or libtorch cannot be loaded.</exception>
    public T Run<T>(Func<T> function)
    {
        if (Thread.CurrentThread == thread)
            return function();
        T result = default!;
        ExceptionDispatchInfo? error = null;
        using var done = new ManualResetEventSlim();
        work.Add(() =>
        {
            try
            {
                startError?.Throw();
                result = function();
            }
            catch (Exception e)
            {
                error = ExceptionDispatchInfo.Capture(e);
            }
            finally
            {
                done.Set();
            }
        });
        done.Wait();
        error?.Throw();
        return result;
    }

    /// <inheritdoc cref="Run{T}"/>
    public void Run(Action function) => Run<object?>(() =>
    {
        function();
        return null;
    });

    /// <summary>Lets the thread end after the work at hand.</summary>
    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        work.CompleteAdding();
        // On its own thread the queue is still being read; it then goes with the thread.
        if (Thread.CurrentThread == thread)
            return;
        thread.Join();
        work.Dispose();
    }

    private void Loop(int threads)
    {
        try
        {
            TorchBackend.PoolMemory();
            TorchBackend.SetThreads(threads);
            TorchBackend.SetFlushDenormal(true);
        }
        catch (Exception e)
        {
            // Thrown where work is asked for: an exception that leaves a thread ends the process.
            startError = ExceptionDispatchInfo.Capture(e);
        }

        foreach (var action in work.GetConsumingEnumerable())
            action();
    }
}
