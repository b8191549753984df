using System.Collections.Immutable;
using Foldline.Pipelines.Samples.ChestXray;

namespace Foldline.Pipelines.Samples.Catheters;

/// <summary>One chest film with its tubes.</summary>
/// <param name="Number">Position in the data set; key of its random numbers.</param>
/// <param name="Id">The study's identifier, which tells nothing.</param>
/// <param name="PatientId">The patient; some have several films.</param>
/// <param name="Patient">What the film shows beside the tubes.</param>
/// <param name="Tubes">At most one of each kind.</param>
/// <param name="IsAnnotated">Whether the courses of its tubes are in the table of annotations.</param>
internal sealed record Film(int Number, string Id, string PatientId, Patient Patient, ImmutableArray<Tube> Tubes, bool IsAnnotated)
{
    private const int FilmsPerPatient = 2;
    private const double AnnotatedShare = 0.4;

    // Probability of each kind, and sums of the probabilities of its places.
    private static readonly (TubeKind Kind, double Share, double[] Places)[] Frequencies =
    [
        (TubeKind.Endotracheal, 0.55, [0.45, 0.7, 1, 1]),
        (TubeKind.Nasogastric, 0.55, [0.35, 0.55, 0.75, 1]),
        (TubeKind.CentralVenous, 0.75, [0.45, 0.75, 1, 1]),
        (TubeKind.SwanGanz, 0.25, [1, 1, 1, 1]),
    ];

    /// <summary>Draws a film.</summary>
    /// <param name="seed">Seed of the data set.</param>
    /// <param name="number">Position in the data set.</param>
    public static Film Draw(ulong seed, int number)
    {
        var random = CounterRandom.For(seed, (ulong)number, 41);
        var id = FormattableString.Invariant($"1.2.826.0.1.3680043.8.498.{random.NextUInt64():00000000000000000000}{number:0000}");
        var patient = CounterRandom.For(seed, (ulong)(number / FilmsPerPatient), 42);
        var tubes = ImmutableArray.CreateBuilder<Tube>();
        foreach (var (kind, share, places) in Frequencies)
        {
            if (!random.NextBool(share))
                continue;
            var drawn = random.NextDouble();
            tubes.Add(Tube.Draw(ref random, kind, (TubePlace)Array.FindIndex(places, limit => drawn < limit)));
        }

        return new Film(
            number,
            id,
            $"{(uint)patient.NextUInt64():x8}",
            Patient.Draw(ref random, isAbnormal: false),
            tubes.ToImmutable(),
            random.NextBool(AnnotatedShare));
    }
}
