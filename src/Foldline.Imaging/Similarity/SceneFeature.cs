namespace Foldline.Imaging.Similarity;

/// <summary>
/// What is left of a picture when brightness, contrast and slow changes of light are taken out: the phases of its lower frequencies,
/// which tell where things are, and the amplitudes of the lowest, which tell what there is wherever it is. About 10 KB. Immutable.
/// </summary>
public sealed class SceneFeature
{
    /// <summary>Side of the plane on which pictures are compared, in pixels.</summary>
    internal const int PlaneSide = 128;

    /// <summary>Frequencies below this number of periods a plane are compared.</summary>
    internal const int Band = 48;

    /// <summary>Vertical frequencies from -(Band - 1) to Band - 1.</summary>
    internal const int BandRows = (2 * Band) - 1;

    /// <summary>Frequencies below this number are used to look for candidates.</summary>
    internal const int CoarseBand = 12;

    /// <summary>Numbers of <see cref="Amplitudes"/>.</summary>
    internal const int AmplitudeCount = CoarseBand * 2 * CoarseBand;

    private const float Smallest = 1e-9f;

    private SceneFeature(sbyte[] phases, float[] amplitudes, int side) => (Phases, Amplitudes, Side) = (phases, amplitudes, side);

    /// <summary>Real and imaginary part of the phases in 1/127, by horizontal frequency 0 … Band - 1, then vertical frequency.</summary>
    internal sbyte[] Phases { get; }

    /// <summary>Square roots of the coarse amplitudes, which a shift of the picture does not change.</summary>
    internal float[] Amplitudes { get; }

    /// <summary>Longer side of the picture on the plane, in pixels.</summary>
    internal int Side { get; }

    /// <summary>Looks at a picture.</summary>
    /// <param name="gray">The picture on the plane.</param>
    /// <returns>Null when nothing is left of it, as of a picture of one colour.</returns>
    internal static SceneFeature? Of(GrayPlane gray)
    {
        if (ScenePlane.Of(gray) is not { } real)
            return null;
        var imaginary = new float[real.Length];
        Fourier.Forward(real, imaginary);
        return new SceneFeature(PhasesOf(real, imaginary), AmplitudesOf(real, imaginary), Math.Max(gray.Height, gray.Width));
    }

    /// <summary>Transforms of the plane.</summary>
    internal static PlaneFourier Fourier { get; } = new(PlaneSide);

    /// <summary>Place of a frequency in a spectrum of the plane.</summary>
    internal static int Place(int across, int down) => ((across + PlaneSide) % PlaneSide * PlaneSide) + ((down + PlaneSide) % PlaneSide);

    private static sbyte[] PhasesOf(float[] real, float[] imaginary)
    {
        var phases = new sbyte[2 * Band * BandRows];
        for (var i = 0; i < Band * BandRows; i++)
        {
            var (across, down) = (i / BandRows, (i % BandRows) - Band + 1);
            if (across == 0 && down == 0)
                continue;
            var place = Place(across, down);
            var scale = sbyte.MaxValue / (MathF.Sqrt((real[place] * real[place]) + (imaginary[place] * imaginary[place])) + Smallest);
            phases[2 * i] = (sbyte)MathF.Round(real[place] * scale);
            phases[(2 * i) + 1] = (sbyte)MathF.Round(imaginary[place] * scale);
        }

        return phases;
    }

    private static float[] AmplitudesOf(float[] real, float[] imaginary)
    {
        var amplitudes = new float[AmplitudeCount];
        for (var i = 0; i < amplitudes.Length; i++)
        {
            var place = Place(i / (2 * CoarseBand), (i % (2 * CoarseBand)) - CoarseBand);
            amplitudes[i] = MathF.Sqrt(MathF.Sqrt((real[place] * real[place]) + (imaginary[place] * imaginary[place])));
        }

        return amplitudes;
    }
}
