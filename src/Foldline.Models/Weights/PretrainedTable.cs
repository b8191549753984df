using System.Globalization;

namespace Foldline.Models.Weights;

/// <summary>All published weights of the models here, as timm's default configurations state them.</summary>
public static class PretrainedTable
{
    private static readonly ILookup<string, PretrainedSettings> Rows =
        EmbeddedTable.Rows("pretrained.tsv").Select(Parse).ToLookup(row => row.Model, StringComparer.Ordinal);

    /// <summary>Weights of an architecture, the default first; empty when there are none.</summary>
    /// <param name="architecture">Name without a tag.</param>
    public static IReadOnlyList<PretrainedSettings> For(string architecture) => [.. Rows[architecture]];

    /// <summary>The weights that a name means.</summary>
    /// <param name="name">Architecture and tag; without a tag the default weights.</param>
    /// <exception cref="FoldlineException">FL2202: no such weights.</exception>
    public static PretrainedSettings Find(ModelName name)
    {
        var rows = For(name.Architecture);
        if (name.Tag is null && rows.Count > 0)
            return rows[0];
        return rows.FirstOrDefault(row => row.Tag == name.Tag) ?? throw FoldlineException.User(
            "FL2202",
            $"There are no published weights '{name}'.{(rows.Count == 0 ? " Give a weights file instead." : $" Known tags: {string.Join(", ", rows.Select(row => row.Tag))}.")}",
            null,
            ("model", name.ToString()));
    }

    private static PretrainedSettings Parse(string[] row) => new()
    {
        Model = row[0],
        Tag = row[1] == "-" ? "" : row[1],
        Repository = row[2] == "-" ? null : row[2],
        NumClasses = int.Parse(row[3], CultureInfo.InvariantCulture),
        InputSize = Integers(row[4]),
        TestInputSize = Integers(row[5]),
        CropFraction = double.Parse(row[6], CultureInfo.InvariantCulture),
        TestCropFraction = double.Parse(row[7], CultureInfo.InvariantCulture),
        Interpolation = row[8],
        Mean = Numbers(row[9]),
        Std = Numbers(row[10]),
        FirstConv = row[11],
        Classifier = row[12],
        License = row[13] == "-" ? null : row[13],
        Url = row[14] == "-" ? null : row[14],
    };

    private static int[] Integers(string text) => [.. text.Split(' ').Select(item => int.Parse(item, CultureInfo.InvariantCulture))];

    private static double[] Numbers(string text) => [.. text.Split(' ').Select(item => double.Parse(item, CultureInfo.InvariantCulture))];
}
