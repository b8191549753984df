using System.Collections.Immutable;

namespace Foldline.Pipelines.Preparing;

/// <summary>
/// Makes a picture for each file and <c>FOLDER_meta.csv</c> with the original sizes (<c>image_id, dim0, dim1</c>: height and width).
/// </summary>
/// <param name="preparation">Which files, and how they become pictures.</param>
/// <param name="run">What it works with.</param>
internal sealed class PicturePreparer(Preparation preparation, PreparationRun run)
{
    /// <summary>Makes what is not complete.</summary>
    public PreparationSummary Run()
    {
        var (recipe, options) = (run.Recipe, run.Options);
        var files = SourceFiles.Find(preparation, options);
        using var folder = OutputFolder.Take(options, preparation.Folders, run.Cancellation);
        var work = new PreparationWork(preparation, files, options, run.Time);
        try
        {
            work.Run(run.Report, run.Cancellation);
        }
        finally
        {
            work.Save();
        }

        work.ThrowIfStopped();
        run.Cancellation.ThrowIfCancellationRequested();
        var made = preparation.Folders
            .Where(name => !preparation.KeepsSizes || !PreparedTables.HasSizes(recipe, options, name))
            .Select(name => PreparedTables.WriteSizes(options.OutFolder, name, files, work.Pictures))
            .ToImmutableArray();
        var copied = PreparedTables.CopyOthers(recipe, options, [.. made.Select(table => table.File)]);
        return new PreparationSummary(
            work.Made,
            work.Pictures.Count - work.Made,
            work.Refused,
            work.Pictures.Values.Count(picture => picture.Count > 1),
            [.. made, .. copied]);
    }
}
