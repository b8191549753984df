using System.Collections.Immutable;
using System.Runtime.ExceptionServices;

namespace Foldline.Pipelines.Preparing;

/// <summary>
/// The files of a preparation on their way: threads take them in order, each file is read, resized, encoded and written. A file that is
/// refused is noted; what is not a file's fault (a full disk) stops all threads.
/// </summary>
internal sealed class PreparationWork
{
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(5);
    private readonly Lock gate = new();
    private readonly Preparation preparation;
    private readonly ImmutableArray<SourceFile> files;
    private readonly PreparationOptions options;
    private readonly TimeProvider time;
    private readonly string settings;
    private readonly PreparedPicture?[] pictures;
    private readonly FoldlineException?[] refusals;
    private readonly Queue<int> pending = new();
    private ExceptionDispatchInfo? fault;
    private bool isStopped;
    private long saved;

    /// <summary>Finds out which files are complete already.</summary>
    /// <exception cref="FoldlineException">FL4103 to FL4106: <c>prepare.csv</c> is damaged.</exception>
    public PreparationWork(Preparation preparation, ImmutableArray<SourceFile> files, PreparationOptions options, TimeProvider time)
    {
        (this.preparation, this.files, this.options, this.time) = (preparation, files, options, time);
        settings = preparation.Describe();
        pictures = new PreparedPicture?[files.Length];
        refusals = new FoldlineException?[files.Length];
        Plan(PreparedPictures.Load(options.OutFolder));
    }

    /// <summary>Number of pictures made.</summary>
    public int Made { get; private set; }

    /// <summary>The complete pictures by source.</summary>
    public IReadOnlyDictionary<string, PreparedPicture> Pictures => pictures.OfType<PreparedPicture>().ToDictionary(picture => picture.Source, StringComparer.Ordinal);

    /// <summary>The refused files in order.</summary>
    public ImmutableArray<RefusedFile> Refused =>
        [.. files.Zip(refusals).Where(pair => pair.Second is not null).Select(pair => RefusedFile.Of(pair.First.Source, pair.Second!))];

    /// <summary>Works on all files that are not complete.</summary>
    public void Run(Action<PreparationProgress>? report, CancellationToken cancellation)
    {
        var start = saved = time.GetTimestamp();
        var before = files.Length - pending.Count;
        var threads = new Thread[Math.Clamp(options.Threads, 1, Math.Max(1, pending.Count))];
        for (var i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(() => Work(Report, cancellation)) { IsBackground = true, Name = $"prepare {i}" };
            threads[i].Start();
        }

        foreach (var thread in threads)
            thread.Join();

        void Report()
        {
            var done = pictures.Count(picture => picture is not null) + refusals.Count(refusal => refusal is not null);
            var seconds = time.GetElapsedTime(start).TotalSeconds;
            report?.Invoke(new PreparationProgress(done, files.Length, refusals.Count(refusal => refusal is not null), seconds > 0 ? (done - before) / seconds : 0));
        }
    }

    /// <summary>Writes what is complete and what was refused.</summary>
    /// <exception cref="FoldlineException">FL1001: it cannot be written, and this is the first that goes wrong.</exception>
    public void Save()
    {
        try
        {
            SavePictures();
            PreparedTables.WriteErrors(options.OutFolder, Refused);
        }
        catch (FoldlineException) when (fault is not null)
        {
            // The disk was full before; that error says more.
        }
    }

    /// <summary>Throws what stopped the threads, if anything did.</summary>
    public void ThrowIfStopped()
    {
        fault?.Throw();
        if (options.IsStrict && refusals.FirstOrDefault(refusal => refusal is not null) is { } first)
            throw first;
    }

    private void Plan(IReadOnlyDictionary<string, PreparedPicture> earlier)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < files.Length; i++)
        {
            var file = files[i];
            if (!taken.TryAdd(file.Picture, file.Source))
                refusals[i] = SameName(file, taken[file.Picture]);
            else if (earlier.TryGetValue(file.Source, out var picture) && PreparedPictures.IsCurrent(picture, file, settings, options))
                pictures[i] = picture;
            else
                pending.Enqueue(i);
        }

        isStopped = options.IsStrict && refusals.Any(refusal => refusal is not null);
    }

    private void Work(Action report, CancellationToken cancellation)
    {
        try
        {
            while (!cancellation.IsCancellationRequested && Claim() is { } index)
            {
                var (picture, refusal) = Make(files[index]);
                lock (gate)
                {
                    Note(index, picture, refusal);
                    report();
                }
            }
        }
        catch (Exception e)
        {
            // A thread must not end the process: what is no file's fault surfaces on the caller's thread.
            lock (gate)
            {
                fault ??= ExceptionDispatchInfo.Capture(e);
                isStopped = true;
            }
        }
    }

    // In order, so that the first refused file of a strict run is the same whatever the number of threads: those before it were taken already.
    private int? Claim()
    {
        lock (gate)
            return !isStopped && pending.TryDequeue(out var index) ? index : null;
    }

    private void Note(int index, PreparedPicture? picture, FoldlineException? refusal)
    {
        pictures[index] = picture;
        refusals[index] = refusal;
        Made += picture is null ? 0 : 1;
        isStopped |= options.IsStrict && refusal is not null;
        if (time.GetElapsedTime(saved) < SaveEvery)
            return;
        SavePictures();
        saved = time.GetTimestamp();
    }

    private (PreparedPicture? Picture, FoldlineException? Refusal) Make(SourceFile file)
    {
        PreparedPicture picture;
        byte[] bytes;
        try
        {
            var path = Path.Combine(options.DataFolder, file.Source);
            var length = new FileInfo(path) is { Exists: true } info ? info.Length : 0;
            var (original, count) = preparation.Read(path);
            using (original)
            {
                bytes = preparation.Encode(original);
                picture = new PreparedPicture(file.Source, length, file.Picture, bytes.Length, original.Height, original.Width, count, settings);
            }
        }
        catch (FoldlineException e)
        {
            return (null, e);
        }

        AtomicFile.Write(Path.Combine(options.OutFolder, file.Picture), stream => stream.Write(bytes));
        return (picture, null);
    }

    private void SavePictures() => PreparedPictures.Save(options.OutFolder, pictures.OfType<PreparedPicture>());

    private FoldlineException SameName(SourceFile file, string other) => FoldlineException.User(
        "FL6064",
        $"The file '{Path.Combine(options.DataFolder, file.Source)}' would become the same picture as '{other}'. Rename one of them or leave it out.",
        null,
        ("file", file.Source),
        ("reason", "same-name"));
}
