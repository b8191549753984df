using Foldline.Data;

namespace Foldline.Pipelines.Samples.Eeg;

/// <summary>
/// Made-up spectrograms of brain activity in the layout of the HMS competition: one Parquet file a recording, one row of votes an excerpt, six
/// patterns, several recordings of some patients. The number of samples counts recordings; their size is the competition's.
/// </summary>
public sealed class EegSample : SampleGenerator
{
    private const double TestShare = 0.2;
    private const string VoteColumns = "seizure_vote,lpd_vote,gpd_vote,lrda_vote,grda_vote,other_vote";

    /// <inheritdoc/>
    public override string Name => "hms-hbac";

    /// <inheritdoc/>
    public override SampleOptions Defaults => new(Count: 120);

    /// <inheritdoc/>
    protected override string Settings => """
        # Numbers for made-up recordings and a few minutes on two cores; the recipe has those of the competition.
        input: {size: 64}
        model: {name: resnet18d, pretrained: false, zero_init_last: false}
        train: {epochs: 8, batch: 8}
        loader: {cache: 1GB}
        """;

    /// <inheritdoc/>
    protected override SampleSummary Write(string folder, SampleOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        var testCount = (int)(options.Count * TestShare);
        var recordings = Enumerable.Range(0, options.Count).Select(number => Recording.Draw((ulong)options.Seed, number)).ToList();
        var (test, train) = (recordings.Take(testCount).ToList(), recordings.Skip(testCount).ToList());
        var files = new SampleFiles(folder, progress, cancellation);
        files.Empty("train_spectrograms", "*.parquet");
        files.Empty("test_spectrograms", "*.parquet");
        files.ForEach(recordings, recording =>
        {
            var isTest = recording.Number < testCount;
            var path = Path.Combine(folder, isTest ? "test_spectrograms" : "train_spectrograms", FormattableString.Invariant($"{recording.SpectrogramId}.parquet"));
            WriteSpectrogram(recording, path, isTest ? SpectrogramRenderer.WindowRows : recording.RowCount, (ulong)options.Seed);
        });
        files.WriteLines(
            "train.csv",
            $"eeg_id,eeg_sub_id,eeg_label_offset_seconds,spectrogram_id,spectrogram_sub_id,spectrogram_label_offset_seconds,label_id,patient_id,expert_consensus,{VoteColumns}",
            train.SelectMany(Rows));
        files.WriteLines("test.csv", "spectrogram_id,eeg_id,patient_id", test.Select(item => FormattableString.Invariant($"{item.SpectrogramId},{item.EegId},{item.PatientId}")));
        files.WriteLines("sample_submission.csv", $"eeg_id,{VoteColumns}", test.Select(item => FormattableString.Invariant($"{item.EegId},{string.Join(',', Enumerable.Repeat("0.166666667", 6))}")));
        return new SampleSummary(folder, train.Count, test.Count, ["train.csv", "test.csv", "sample_submission.csv"]);
    }

    private static IEnumerable<string> Rows(Recording recording) => recording.Excerpts.Select((excerpt, i) => FormattableString.Invariant(
        $"{recording.EegId},{i},{excerpt.OffsetSeconds}.0,{recording.SpectrogramId},{i},{excerpt.OffsetSeconds}.0,{(recording.EegId / 10) + i},{recording.PatientId},{Recording.PatternNames[(int)excerpt.Consensus]},{string.Join(',', excerpt.Votes)}"));

    private static void WriteSpectrogram(Recording recording, string path, int rows, ulong seed)
    {
        var values = new SpectrogramRenderer(recording, seed).Render(rows);
        var time = Enumerable.Range(0, rows).Select(row => (long)((row * SpectrogramRenderer.SecondsPerRow) + 1)).ToArray();
        var columns = SpectrogramRenderer.Columns.Zip(values, (name, column) => TableColumn.Of(name, column));
        using var database = new DuckDatabase(new DuckOptions { Threads = 1 });
        database.CreateTable("spectrogram", new Table([TableColumn.Of("time", time), .. columns]));
        database.WriteSnappyParquet("SELECT time, nullif(COLUMNS(* EXCLUDE time), 'NaN'::FLOAT) FROM spectrogram", path);
    }
}
