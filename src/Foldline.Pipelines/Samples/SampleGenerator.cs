using Foldline.Pipelines.Recipes;

namespace Foldline.Pipelines.Samples;

/// <summary>Makes a small data set in a competition's layout, so that its recipe can be tried without the competition's data.</summary>
public abstract class SampleGenerator
{
    /// <summary>Name of the recipe that the data set is for.</summary>
    public abstract string Name { get; }

    /// <summary>Number, size and seed where nothing else is asked for.</summary>
    public virtual SampleOptions Defaults => new();

    /// <summary>
    /// A recipe's keys and values that suit made-up data of this size, for the data folder's <c>settings.yaml</c>: the recipe itself
    /// keeps the numbers of the real competition. Null where it needs none.
    /// </summary>
    protected virtual string? Settings => null;

    /// <summary>Writes the data set. Files of an earlier sample are replaced; other files stay.</summary>
    /// <param name="folder">Folder to create or fill.</param>
    /// <param name="options">Number, size, seed.</param>
    /// <param name="progress">Receives the share that is done, 0 … 1; may be null.</param>
    /// <param name="cancellation">Stops between images.</param>
    /// <exception cref="FoldlineException">FL6051: an option is out of range. FL6052: the folder holds something else. FL1001: a file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public SampleSummary Generate(string folder, SampleOptions options, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        options.Validate();
        RefuseForeignFiles(folder);
        SampleMarker.WriteIncomplete(folder, Name);
        var summary = Write(folder, options, progress, cancellation);
        if (Settings is { } settings)
            AtomicFile.WriteText(Path.Combine(folder, RecipeFile.SettingsName), settings);
        SampleMarker.Write(folder, Name, options);
        return summary;
    }

    /// <summary>Whether a folder already holds exactly this sample, completely.</summary>
    /// <param name="folder">Folder to look at.</param>
    /// <param name="options">Number, size, seed.</param>
    public bool IsIn(string folder, SampleOptions options) => SampleMarker.Matches(folder, Name, options);

    /// <summary>Writes the files after the options were checked.</summary>
    /// <inheritdoc cref="Generate"/>
    protected abstract SampleSummary Write(string folder, SampleOptions options, IProgress<double>? progress, CancellationToken cancellation);

    /// <summary>Real data must never be mixed with made-up data, so a folder with anything else in it is refused.</summary>
    private void RefuseForeignFiles(string folder)
    {
        if (!Directory.Exists(folder) || File.Exists(Path.Combine(folder, SampleMarker.FileName)))
            return;
        var found = Directory.EnumerateFileSystemEntries(folder).FirstOrDefault();
        if (found is null)
            return;
        throw FoldlineException.User(
            "FL6052",
            $"The folder '{folder}' is not empty (it has '{Path.GetFileName(found)}') and no sample was made there before. Choose a new or an empty folder.",
            null,
            ("folder", folder),
            ("found", Path.GetFileName(found)));
    }
}
