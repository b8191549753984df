using System.Collections.Immutable;

namespace Foldline.Pipelines.Samples.Eeg;

/// <summary>A recording whose spectrogram is one file, with the excerpts of it that experts have seen.</summary>
/// <param name="Number">Position in the data set; key of its random numbers.</param>
/// <param name="SpectrogramId">Name of the spectrogram's file.</param>
/// <param name="EegId">Number of the recording.</param>
/// <param name="PatientId">The patient; some have several recordings.</param>
/// <param name="Pattern">What it shows.</param>
/// <param name="LeftSide">Side of one-sided patterns.</param>
/// <param name="Excerpts">At least one.</param>
internal sealed record Recording(int Number, long SpectrogramId, long EegId, int PatientId, BrainPattern Pattern, bool LeftSide, ImmutableArray<Excerpt> Excerpts)
{
    /// <summary>Names of the patterns in tables.</summary>
    public static readonly ImmutableArray<string> PatternNames = ["Seizure", "LPD", "GPD", "LRDA", "GRDA", "Other"];

    private const int RecordingsPerPatient = 3;

    /// <summary>Rows of the spectrogram (2 s each) that the excerpts need.</summary>
    public int RowCount => SpectrogramRenderer.WindowRows + Excerpts.Max(excerpt => excerpt.OffsetSeconds / SpectrogramRenderer.SecondsPerRow);

    /// <summary>Draws a recording.</summary>
    /// <param name="seed">Seed of the data set.</param>
    /// <param name="number">Position in the data set.</param>
    public static Recording Draw(ulong seed, int number)
    {
        var random = CounterRandom.For(seed, (ulong)number, 21);
        var pattern = (BrainPattern)(number % PatternNames.Length);
        var patient = CounterRandom.For(seed, (ulong)(number / RecordingsPerPatient), 22);
        var excerpts = ImmutableArray.CreateBuilder<Excerpt>();
        var count = 1 + random.NextInt32(3);
        for (var i = 0; i < count; i++)
            excerpts.Add(Excerpt.Draw(ref random, pattern, i == 0 ? 0 : (2 * random.NextInt32(25)) + (50 * i)));
        return new Recording(
            number,
            1_000_000 + (number * 7919L) + random.NextInt32(7919),
            2_000_000_000 + (number * 104_729L) + random.NextInt32(104_729),
            100 + patient.NextInt32(65_000),
            pattern,
            random.NextBool(0.5),
            excerpts.ToImmutable());
    }
}
