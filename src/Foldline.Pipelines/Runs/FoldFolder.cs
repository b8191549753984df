namespace Foldline.Pipelines.Runs;

/// <summary>The paths of one fold within a run.</summary>
/// <param name="Path">Folder of the fold, such as <c>fold0</c>.</param>
/// <param name="Fold">Fold number from 0.</param>
public sealed record FoldFolder(string Path, int Fold)
{
    /// <summary>Log: one row an epoch.</summary>
    public string LogPath => System.IO.Path.Combine(Path, "log.csv");

    /// <summary>Folder of the checkpoints.</summary>
    public string Checkpoints => System.IO.Path.Combine(Path, "checkpoints");

    /// <summary>Predictions of the fold's validation samples, as Parquet.</summary>
    public string ValidPath => System.IO.Path.Combine(Path, "valid.parquet");

    /// <summary>Predictions of the fold's validation samples without test-time augmentation, where there is one, as Parquet.</summary>
    public string PlainValidPath => System.IO.Path.Combine(Path, "valid_plain.parquet");

    /// <summary>Predictions of the test samples by this fold's network, as Parquet.</summary>
    public string TestPath => System.IO.Path.Combine(Path, "test.parquet");

    /// <summary>The same as <see cref="ValidPath"/>, as CSV with the columns id, class0, class1 …</summary>
    public string ValidCsvPath => System.IO.Path.Combine(Path, "valid_pred.csv");

    /// <summary>The same as <see cref="TestPath"/>, as CSV with the columns id, class0, class1 …</summary>
    public string TestCsvPath => System.IO.Path.Combine(Path, "test_pred.csv");
}
