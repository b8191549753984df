namespace Foldline.Models;

/// <summary>Old names of models, as timm's registry maps them.</summary>
internal static class DeprecatedNames
{
    private static readonly Dictionary<string, string> Table =
        EmbeddedTable.Rows("deprecated-names.tsv").ToDictionary(row => row[0], row => row[1], StringComparer.Ordinal);

    public static IReadOnlyCollection<string> All => Table.Keys;

    /// <summary>The name, with the tag of its weights, that replaced an old one; null when the name is not old.</summary>
    public static string? Find(string name) => Table.GetValueOrDefault(name);
}
