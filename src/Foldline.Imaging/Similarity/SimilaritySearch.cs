namespace Foldline.Imaging.Similarity;

/// <summary>
/// Finds the pictures of a set that are the same: to the last bit, nearly, or of the same scene. Work grows with the square of the
/// number of pictures only where a comparison costs nanoseconds; closely compared are candidates. Uses all cores.
/// </summary>
/// <param name="options">When pictures count as the same.</param>
public sealed class SimilaritySearch(SimilarityOptions options)
{
    // Of larger groups of identical pictures each is paired with the first only.
    private const int LargestFullGroup = 64;
    private const float LeastCosine = 0.3f;
    private const int PairsAStep = 64;

    /// <summary>Searches.</summary>
    /// <param name="pictures">The set.</param>
    /// <param name="progress">Receives the share that is done, 0 … 1; may be null.</param>
    /// <param name="cancellation">Ends with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>Each pair once, ordered by its numbers; of several reasons the strongest counts.</returns>
    public IReadOnlyList<ImageMatch> Find(IReadOnlyList<ImageFingerprint> pictures, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        IEnumerable<ImageMatch> all = [.. Identical(pictures), .. NearlyIdentical(pictures, cancellation), .. SameScene(pictures, progress, cancellation)];
        return [.. all.GroupBy(match => (match.First, match.Second)).Select(group => group.MinBy(match => match.Kind)!).OrderBy(match => (match.First, match.Second))];
    }

    private static IEnumerable<ImageMatch> Identical(IReadOnlyList<ImageFingerprint> pictures) =>
        from found in Enumerable.Range(0, pictures.Count).GroupBy(i => pictures[i].Digest, StringComparer.Ordinal).Select(found => found.ToArray())
        from i in Enumerable.Range(0, found.Length <= LargestFullGroup ? found.Length : 1)
        from j in Enumerable.Range(i + 1, found.Length - i - 1)
        select new ImageMatch(found[i], found[j], MatchKind.Identical, 1);

    private IEnumerable<ImageMatch> NearlyIdentical(IReadOnlyList<ImageFingerprint> pictures, CancellationToken cancellation)
    {
        int[] seen = [.. Enumerable.Range(0, pictures.Count).Where(i => pictures[i].Hash is not null)];
        ulong[] bits = [.. seen.Select(i => pictures[i].Hash!.Value.Bits)];
        var found = new List<ImageMatch>[seen.Length];
        Parallel.For(0, seen.Length, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            found[i] = [];
            for (var j = i + 1; j < bits.Length; j++)
            {
                if (System.Numerics.BitOperations.PopCount(bits[i] ^ bits[j]) <= options.HashDistance
                    && CorrelationOf(pictures[seen[i]], pictures[seen[j]]) is { } correlation)
                    found[i].Add(new ImageMatch(seen[i], seen[j], MatchKind.NearlyIdentical, Math.Min(correlation, 1)));
            }
        });
        return found.SelectMany(matches => matches);
    }

    // The lesser correlation of two pictures that are nearly the same, null of others.
    private double? CorrelationOf(ImageFingerprint first, ImageFingerprint second)
    {
        var correlation = first.Details!.CorrelationWith(second.Details!);
        if (correlation < options.Correlation || first.FineDetails is not { } fine || second.FineDetails is not { } other)
            return null;
        var smallest = fine.CorrelationWith(other);
        return smallest >= options.FineCorrelation ? Math.Min(correlation, smallest) : null;
    }

    private IEnumerable<ImageMatch> SameScene(IReadOnlyList<ImageFingerprint> pictures, IProgress<double>? progress, CancellationToken cancellation)
    {
        int[] seen = [.. Enumerable.Range(0, pictures.Count).Where(i => pictures[i].Scene is not null)];
        SceneFeature[] scenes = [.. seen.Select(i => pictures[i].Scene!)];
        if (scenes.Length < 2)
            return [];
        var count = new StepCount(progress, scenes.Length * (1.0 + (options.Candidates / 4.0)));
        var vectors = NearestVectors.Standardize([.. scenes.Select(scene => scene.Amplitudes)]);
        var pairs = NearestVectors.Find(vectors, new NearestLimits(options.Candidates, LeastCosine), () => count.Add(1), cancellation);

        var comparer = new SceneComparer(scenes);
        var scores = new float[pairs.Count];
        var share = scenes.Length * options.Candidates / 4.0 / Math.Max(pairs.Count, 1);
        Parallel.For(0, (pairs.Count + PairsAStep - 1) / PairsAStep, new ParallelOptions { CancellationToken = cancellation }, block =>
        {
            var end = Math.Min((block + 1) * PairsAStep, pairs.Count);
            for (var i = block * PairsAStep; i < end;)
                i += Compare(comparer, scenes, pairs, i, end, scores);
            count.Add((end - (block * PairsAStep)) * share);
        });
        // Small pictures have fewer frequencies, of which more agree by chance.
        var least = options.SceneScore * SceneFeature.PlaneSide / scenes.Max(scene => scene.Side);
        return pairs.Index()
            .Where(pair => scores[pair.Index] >= least)
            .Select(pair => new ImageMatch(seen[pair.Item.First], seen[pair.Item.Second], MatchKind.SameScene, Math.Min(scores[pair.Index], 1)));
    }

    // Two pairs of the same first picture are compared in one go.
    private static int Compare(SceneComparer comparer, SceneFeature[] scenes, List<(int First, int Second)> pairs, int i, int end, float[] scores)
    {
        var isDouble = i + 1 < end && pairs[i].First == pairs[i + 1].First;
        var (first, second) = comparer.Score(scenes[pairs[i].First], scenes[pairs[i].Second], scenes[pairs[isDouble ? i + 1 : i].Second]);
        scores[i] = first;
        if (!isDouble)
            return 1;
        scores[i + 1] = second;
        return 2;
    }

    private sealed class StepCount(IProgress<double>? progress, double total)
    {
        private readonly Lock gate = new();
        private double done;
        private double shown;

        public void Add(double steps)
        {
            lock (gate)
            {
                done += steps;
                if (progress is null || done - shown < total / 200)
                    return;
                shown = done;
                progress.Report(Math.Min(done / total, 1));
            }
        }
    }
}
