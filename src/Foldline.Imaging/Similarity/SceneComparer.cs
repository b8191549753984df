namespace Foldline.Imaging.Similarity;

/// <summary>
/// Says how surely two pictures show the same scene, wherever it lies in them: the highest point of their phase correlation. What all
/// pictures of a set have in common, such as a frame or a printed scale, is taken out first. Immutable; safe to share between threads.
/// </summary>
internal sealed class SceneComparer
{
    // Of fewer pictures the mean would be the pictures themselves.
    private const int LeastForMean = 48;
    private const int Side = SceneFeature.PlaneSide;
    private readonly float[] common = new float[2 * SceneFeature.Band * SceneFeature.BandRows];

    /// <summary>Looks for what pictures have in common.</summary>
    /// <param name="features">The set.</param>
    public SceneComparer(IReadOnlyCollection<SceneFeature> features)
    {
        if (features.Count < LeastForMean)
            return;
        foreach (var feature in features)
        {
            for (var i = 0; i < common.Length; i++)
                common[i] += feature.Phases[i];
        }

        for (var i = 0; i < common.Length; i++)
            common[i] /= features.Count * (float)sbyte.MaxValue;
    }

    /// <summary>The score of a picture with each of two others; the pair costs as much as one.</summary>
    /// <param name="one">A picture.</param>
    /// <param name="first">Another.</param>
    /// <param name="second">A third.</param>
    /// <returns>Scores from 0 (nothing in common) to 1 (the same picture); unrelated pictures reach 0.05 … 0.25.</returns>
    public (float First, float Second) Score(SceneFeature one, SceneFeature first, SceneFeature second)
    {
        var work = Workspace.OfThisThread;
        var (a, b, c) = (work.Phases[0], work.Phases[1], work.Phases[2]);
        var (sizeA, sizeB, sizeC) = (Unpack(one, a), Unpack(first, b), Unpack(second, c));
        work.Clear();
        for (var i = 0; i < a.Length; i += 2)
            work.Put(i / 2, Product(a, b, i), Product(a, c, i));
        SceneFeature.Fourier.Inverse(work.Real, work.Imaginary);
        return (Peak(work.Real) / (sizeA * sizeB), Peak(work.Imaginary) / (sizeA * sizeC));
    }

    // Real and imaginary part of a · conj(b).
    private static (float Real, float Imaginary) Product(float[] a, float[] b, int i) =>
        ((a[i] * b[i]) + (a[i + 1] * b[i + 1]), (a[i + 1] * b[i]) - (a[i] * b[i + 1]));

    private static float Peak(float[] plane)
    {
        var peak = 0f;
        foreach (var value in plane)
            peak = Math.Max(peak, value);
        return peak;
    }

    // The phases without what is common, and their length over the whole plane.
    private float Unpack(SceneFeature feature, float[] phases)
    {
        const float Unit = 1f / sbyte.MaxValue;
        var (axis, rest) = (0f, 0f);
        for (var i = 0; i < phases.Length; i++)
        {
            var value = (feature.Phases[i] * Unit) - common[i];
            phases[i] = value;
            if (i < 2 * SceneFeature.BandRows)
                axis += value * value;
            else
                rest += value * value;
        }

        // Each frequency off the axis stands for its mirror image too.
        return MathF.Sqrt(axis + (2 * rest)) + 1e-6f;
    }

    private sealed class Workspace
    {
        [ThreadStatic]
        private static Workspace? ofThisThread;

        public static Workspace OfThisThread => ofThisThread ??= new Workspace();

        public float[][] Phases { get; } = [.. Enumerable.Range(0, 3).Select(_ => new float[2 * SceneFeature.Band * SceneFeature.BandRows])];

        public float[] Real { get; } = new float[Side * Side];

        public float[] Imaginary { get; } = new float[Side * Side];

        public void Clear()
        {
            Array.Clear(Real);
            Array.Clear(Imaginary);
        }

        // Two real planes are found by one transform: one as its real, the other as its imaginary part.
        public void Put(int frequency, (float Real, float Imaginary) first, (float Real, float Imaginary) second)
        {
            var (across, down) = (frequency / SceneFeature.BandRows, (frequency % SceneFeature.BandRows) - SceneFeature.Band + 1);
            var place = SceneFeature.Place(across, down);
            (Real[place], Imaginary[place]) = (first.Real - second.Imaginary, first.Imaginary + second.Real);
            if (across == 0)
                return;
            var mirrored = SceneFeature.Place(-across, -down);
            (Real[mirrored], Imaginary[mirrored]) = (first.Real + second.Imaginary, second.Real - first.Imaginary);
        }
    }
}
