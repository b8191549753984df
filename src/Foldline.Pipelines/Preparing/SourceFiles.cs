using System.Collections.Immutable;

namespace Foldline.Pipelines.Preparing;

/// <summary>Finds the files that a preparation reads.</summary>
internal static class SourceFiles
{
    // Links to folders are followed; the depth ends circles of them.
    private static readonly EnumerationOptions Search = new() { RecurseSubdirectories = true, MaxRecursionDepth = 16, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.None };

    /// <summary>All files, folder by folder, in the order of their ids.</summary>
    /// <exception cref="FoldlineException">
    /// FL6060: a folder is missing or cannot be listed. FL6061: there are no files. FL6062: the output would lie among the input.
    /// </exception>
    public static ImmutableArray<SourceFile> Find(Preparation preparation, PreparationOptions options)
    {
        CheckOut(preparation, options);
        ImmutableArray<SourceFile> files = [.. preparation.Folders.SelectMany(folder => FindIn(folder, preparation, options.DataFolder))];
        return !files.IsEmpty ? files : throw FoldlineException.User(
            "FL6061",
            $"There is nothing to prepare: '{options.DataFolder}' holds no {string.Join(", ", preparation.Endings)} files in {string.Join(", ", preparation.Folders)}. Correct --data or the recipe's section 'prepare'.",
            null,
            ("folder", options.DataFolder),
            ("expected", string.Join(", ", preparation.Endings)));
    }

    private static IEnumerable<SourceFile> FindIn(string folder, Preparation preparation, string data)
    {
        var root = Path.Combine(data, folder);
        try
        {
            return
            [
                .. Directory.EnumerateFiles(root, "*", Search)
                    .Where(path => preparation.Endings.Contains(Path.GetExtension(path).ToLowerInvariant()))
                    .Select(path => Path.GetRelativePath(root, path))
                    .Select(path => new SourceFile(folder, WithoutEnding(path), Path.Combine(folder, path), Path.Combine(folder, WithoutEnding(path) + preparation.Ending)))
                    .OrderBy(file => file.Id, StringComparer.Ordinal)
                    .ThenBy(file => file.Source, StringComparer.Ordinal),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FoldlineException.User("FL6060", $"The folder '{root}' cannot be prepared: {e.Message} Correct --data or the recipe's section 'prepare'.", e, ("folder", root));
        }
    }

    private static string WithoutEnding(string path) => path[..^Path.GetExtension(path).Length];

    /// <summary>Pictures among the files they are made of would replace these, or be read as new ones the next time.</summary>
    private static void CheckOut(Preparation preparation, PreparationOptions options)
    {
        var data = Path.GetFullPath(options.DataFolder).TrimEnd('/');
        var output = Path.GetFullPath(options.OutFolder).TrimEnd('/');
        if (output != data && !preparation.Folders.Any(folder => $"{output}/".StartsWith($"{data}/{folder}/", StringComparison.Ordinal)))
            return;
        throw FoldlineException.User(
            "FL6062",
            $"The output folder '{options.OutFolder}' is the data folder or lies within a folder that is prepared. Choose another folder with --out.",
            null,
            ("folder", options.OutFolder));
    }
}
