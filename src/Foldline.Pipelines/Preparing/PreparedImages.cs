using System.Security.Cryptography;
using System.Text;
using Foldline.Pipelines.Recipes;

namespace Foldline.Pipelines.Preparing;

/// <summary>
/// Images that samples name and the recipe's preparation makes without a command, such as arrays cut out of tables. They are kept in a
/// folder of their own, beside the runs: data folders may be read-only. What is complete there is not made again.
/// </summary>
/// <param name="recipe">The recipe.</param>
/// <param name="dataFolder">The data folder.</param>
/// <param name="folder">Where the images are kept.</param>
public sealed class PreparedImages(Recipe recipe, string dataFolder, string folder)
{
    private const int DigitsOfName = 8;

    /// <summary>Where the images of a data folder are kept below a folder for what runs share.</summary>
    /// <param name="cache">Such as <c>runs/NAME/cache</c>.</param>
    /// <param name="dataFolder">The data folder.</param>
    public static string FolderIn(string cache, string dataFolder)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataFolder));
        return Path.Combine(cache, $"prepared-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..DigitsOfName]}");
    }

    /// <summary>Where the images of a data folder are kept for the runs of a recipe.</summary>
    /// <param name="runs">Folder that holds run folders.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="dataFolder">The data folder.</param>
    public static string FolderFor(string runs, Recipe recipe, string dataFolder) => FolderIn(Path.Combine(runs, recipe.Name, "cache"), dataFolder);

    /// <summary>Makes the images that are named and not there.</summary>
    /// <param name="images">Paths of the images of all samples.</param>
    /// <param name="report">Receives how far the work is, from one thread at a time; nothing when all is complete.</param>
    /// <param name="cancellation">Ends the work after the files at hand; what is complete is kept.</param>
    /// <returns>The folder that the paths are relative to: the data folder when all images are in it, or when nothing makes them.</returns>
    /// <exception cref="FoldlineException">What is wrong with the preparation, or with the first source that is refused.</exception>
    public string Make(IEnumerable<string> images, Action<PreparationProgress> report, CancellationToken cancellation)
    {
        if (recipe.Prepare?.Build(PreparationTable.Standard) is not { RunsByItself: true })
            return dataFolder;
        var named = images.ToHashSet(StringComparer.Ordinal);
        if (named.All(image => File.Exists(Path.Combine(dataFolder, image))))
            return dataFolder;
        var options = new PreparationOptions { DataFolder = dataFolder, OutFolder = folder, Only = named, IsStrict = true, WaitsForOthers = true };
        new Preparer(recipe, options, TimeProvider.System).Run(report, cancellation);
        return folder;
    }
}
