using Foldline.Data;
using Foldline.Pipelines.Predictions;

namespace Foldline.Pipelines.Bundles;

/// <summary>Where a bundle's predictions go.</summary>
/// <param name="folder">The folder; created when missing.</param>
/// <param name="idName">Name of the id column in CSV files.</param>
internal sealed class BundleOutput(string folder, string idName)
{
    /// <summary>Full path of the folder.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>The submission.</summary>
    public string SubmissionPath => Path.Combine(Folder, "submission.csv");

    private string TablePath => Path.Combine(Folder, "test.parquet");

    private string CsvPath => Path.Combine(Folder, "test_pred.csv");

    /// <summary>Writes probabilities.</summary>
    /// <returns>The table for queries.</returns>
    /// <exception cref="FoldlineException">FL1001: a file cannot be written.</exception>
    public Table Save(PredictionTable predictions)
    {
        predictions.Save(TablePath);
        predictions.SaveCsv(CsvPath, idName);
        return predictions.ToTable();
    }

    /// <summary>Writes masks.</summary>
    /// <inheritdoc cref="Save(PredictionTable)"/>
    public Table Save(MaskTable predictions)
    {
        predictions.Save(TablePath);
        predictions.SaveCsv(CsvPath, idName);
        return predictions.ToTable();
    }
}
