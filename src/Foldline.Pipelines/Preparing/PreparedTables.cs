using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Foldline.Pipelines.Predictions;
using Foldline.Pipelines.Recipes;

namespace Foldline.Pipelines.Preparing;

/// <summary>The tables of an output folder.</summary>
internal static class PreparedTables
{
    /// <summary>Name of the table of refused files.</summary>
    public const string ErrorsName = "prepare-errors.csv";

    /// <summary>Writes the original sizes of a folder's pictures, in the order of their ids.</summary>
    /// <exception cref="FoldlineException">FL1001: it cannot be written.</exception>
    public static PreparedTable WriteSizes(string output, string folder, IEnumerable<SourceFile> files, IReadOnlyDictionary<string, PreparedPicture> pictures)
    {
        var text = new StringBuilder("image_id,dim0,dim1\n");
        var rows = 0;
        foreach (var file in files.Where(file => file.Folder == folder))
        {
            if (!pictures.TryGetValue(file.Source, out var picture))
                continue;
            text.Append(CultureInfo.InvariantCulture, $"{CsvText.Quote(file.Id)},{picture.Height},{picture.Width}\n");
            rows++;
        }

        var name = SizesName(folder);
        AtomicFile.WriteText(Path.Combine(output, name), text.ToString());
        return new PreparedTable(name, rows);
    }

    /// <summary>Whether the recipe names a folder's table of sizes and the data folder has it.</summary>
    public static bool HasSizes(Recipe recipe, PreparationOptions options, string folder) =>
        recipe.Tables.Any(table => table.File == SizesName(folder)) && File.Exists(Path.Combine(options.DataFolder, SizesName(folder)));

    /// <summary>Writes the refused files; only the header when there are none.</summary>
    /// <exception cref="FoldlineException">FL1001: it cannot be written.</exception>
    public static void WriteErrors(string output, ImmutableArray<RefusedFile> refused)
    {
        var text = new StringBuilder("file,code,reason,message\n");
        foreach (var file in refused)
            text.Append(CultureInfo.InvariantCulture, $"{CsvText.Quote(file.Source)},{file.Code},{CsvText.Quote(file.Reason)},{CsvText.Quote(file.Message)}\n");
        AtomicFile.WriteText(Path.Combine(output, ErrorsName), text.ToString());
    }

    /// <summary>Copies the recipe's other tables and the data folder's settings, so that the output folder is a data folder for the recipe.</summary>
    /// <returns>Those that there were.</returns>
    /// <exception cref="FoldlineException">FL1001: a table cannot be copied.</exception>
    public static IEnumerable<PreparedTable> CopyOthers(Recipe recipe, PreparationOptions options, ImmutableArray<string> made)
    {
        var copied = new List<PreparedTable>();
        foreach (var file in recipe.Tables.Select(table => table.File).Append(RecipeFile.SettingsName).Distinct(StringComparer.Ordinal))
        {
            var source = Path.Combine(options.DataFolder, file);
            if (made.Contains(file) || Path.IsPathRooted(file) || file.Split('/').Contains("..") || !File.Exists(source))
                continue;
            AtomicFile.WriteThrough(Path.Combine(options.OutFolder, file), path => File.Copy(source, path));
            copied.Add(new PreparedTable(file, null));
        }

        return copied;
    }

    private static string SizesName(string folder) => $"{folder.Replace('/', '_')}_meta.csv";
}
