namespace Foldline.Pipelines.Samples.Eeg;

/// <summary>
/// Draws the spectrogram of a recording: power for four regions of the head (left and right lateral, left and right parasagittal) with 100
/// frequencies each, one row every two seconds. The background falls with the frequency; patterns stand out by their shape in time and frequency.
/// </summary>
internal sealed class SpectrogramRenderer
{
    /// <summary>Seconds from row to row.</summary>
    public const int SecondsPerRow = 2;

    /// <summary>Rows of ten minutes.</summary>
    public const int WindowRows = 300;

    private const int Frequencies = 100;
    private const int Period = 12;
    private const double MissingShare = 0.002;
    private static readonly string[] Regions = ["LL", "RL", "LP", "RP"];
    private readonly Recording recording;
    private CounterRandom random;

    /// <param name="recording">What to draw.</param>
    /// <param name="seed">Seed of the data set.</param>
    public SpectrogramRenderer(Recording recording, ulong seed)
    {
        this.recording = recording;
        random = CounterRandom.For(seed, (ulong)recording.Number, 23);
    }

    /// <summary>Names of the 400 columns: region and frequency in hertz.</summary>
    public static IEnumerable<string> Columns => Regions.SelectMany(region => Enumerable.Range(0, Frequencies), (region, i) => FormattableString.Invariant($"{region}_{Hertz(i):0.00}"));

    /// <summary>The columns' values; some few are missing: NaN.</summary>
    /// <param name="rows">Number of rows.</param>
    public float[][] Render(int rows)
    {
        var columns = new float[Regions.Length * Frequencies][];
        for (var column = 0; column < columns.Length; column++)
        {
            var (region, frequency) = (column / Frequencies, column % Frequencies);
            columns[column] = new float[rows];
            for (var row = 0; row < rows; row++)
                columns[column][row] = random.NextBool(MissingShare) ? float.NaN : Power(region, Hertz(frequency), row);
        }

        return columns;
    }

    private static double Hertz(int index) => 0.59 + (index * 0.1953);

    private float Power(int region, double hertz, int row)
    {
        var background = 12 / (1 + (hertz * hertz * 0.35));
        var noise = 0.4 + (0.6 * (random.NextDouble() + random.NextDouble()));
        var isThere = recording.Pattern is BrainPattern.Seizure or BrainPattern.GeneralDischarges or BrainPattern.GeneralRhythm
            || (region % 2 == 0) == recording.LeftSide;
        return (float)(noise * background * (isThere ? 1 + Gain(hertz, row) : 1));
    }

    private double Gain(double hertz, int row) => recording.Pattern switch
    {
        BrainPattern.Seizure => 40 * Profile.Bell((float)((hertz - 3 - (9.0 * (row % 60) / 60)) / 1.5)),
        BrainPattern.LateralDischarges or BrainPattern.GeneralDischarges => row % Period < 3 ? 10 : 0,
        BrainPattern.LateralRhythm or BrainPattern.GeneralRhythm => 25 * Profile.Bell((float)((hertz - 2) / 0.8)),
        _ => 0,
    };
}
