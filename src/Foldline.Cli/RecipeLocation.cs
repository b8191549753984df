namespace Foldline.Cli;

/// <summary>Finds the file of a recipe that was named on the command line.</summary>
internal static class RecipeLocation
{
    /// <summary>The path as given when there is such a file; else a recipe of that name that comes with Foldline, if there is one.</summary>
    /// <param name="text">Path of a file, or a name such as <c>vinbigdata</c>.</param>
    public static string Find(string text)
    {
        if (File.Exists(text) || text.Contains('/'))
            return text;
        var file = Path.ChangeExtension(text, ".yaml");
        for (var up = new DirectoryInfo(AppContext.BaseDirectory); up is not null; up = up.Parent)
        {
            var own = Path.Combine(up.FullName, "recipes", file);
            if (File.Exists(own))
                return own;
        }

        return text;
    }
}
