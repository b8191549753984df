using System.IO.Compression;
using Foldline.Pipelines.Recipes;

namespace Foldline.Pipelines.Bundles;

/// <summary>A bundle that is open for reading: a folder, or an archive that was unpacked into a temporary one. Every file was checked against its fingerprint.</summary>
internal sealed class Bundle : IDisposable
{
    private readonly string? temporary;

    private Bundle(string folder, string? temporary)
    {
        Folder = folder;
        this.temporary = temporary;
        Manifest = BundleManifest.Load(folder);
        Check("recipe.yaml", Manifest.RecipeDigest);
        foreach (var weights in Manifest.Weights)
            Check(weights.File, weights.Digest);
    }

    /// <summary>Folder with the files.</summary>
    public string Folder { get; }

    /// <summary>What the bundle holds.</summary>
    public BundleManifest Manifest { get; }

    /// <summary>Whether a path is that of a bundle: a <c>.zip</c> file or a folder with <c>bundle.json</c>.</summary>
    /// <param name="path">A path.</param>
    public static bool IsBundle(string path) =>
        File.Exists(Path.Combine(path, BundleManifest.FileName)) || (IsArchive(path) && File.Exists(path));

    /// <summary>Whether a path is that of an archive, by its extension.</summary>
    /// <param name="path">A path.</param>
    public static bool IsArchive(string path) => path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    /// <summary>Opens a bundle.</summary>
    /// <param name="path">Folder or <c>.zip</c> file.</param>
    /// <exception cref="FoldlineException">FL6520, FL6522: it is no bundle that can be read. FL6521: a file is missing or was changed.</exception>
    public static Bundle Open(string path)
    {
        if (!IsArchive(path))
            return new Bundle(Path.GetFullPath(path), null);
        var temporary = Directory.CreateTempSubdirectory("foldline-bundle-").FullName;
        try
        {
            ZipFile.ExtractToDirectory(path, temporary);
            return new Bundle(temporary, temporary);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Directory.Delete(temporary, recursive: true);
            throw FoldlineException.User("FL6520", $"'{path}' is no bundle, or a damaged one: {e.Message} './foldline bundle RUN' makes one.", e, ("file", path));
        }
        catch
        {
            Directory.Delete(temporary, recursive: true);
            throw;
        }
    }

    /// <summary>The effective recipe.</summary>
    /// <param name="overrides">Changes from the command line.</param>
    public Recipe LoadRecipe(IEnumerable<RecipeOverride> overrides) => RecipeFile.Load(At("recipe.yaml"), overrides);

    /// <summary>Full path of a file of the bundle.</summary>
    /// <param name="name">Its name.</param>
    public string At(string name) => Path.Combine(Folder, name);

    /// <summary>Removes what was unpacked.</summary>
    public void Dispose()
    {
        if (temporary is not null)
            Directory.Delete(temporary, recursive: true);
    }

    private void Check(string name, string digest)
    {
        var path = At(name);
        if (File.Exists(path) && FileDigest.Of(path) == digest)
            return;
        throw FoldlineException.User("FL6521", $"The bundle's file '{name}' {(File.Exists(path) ? "is not the one that was bundled" : "is missing")}. Copy the bundle again from its source, or make it anew with './foldline bundle RUN'.", null, ("file", path));
    }
}
