namespace Foldline;

/// <summary>Finds the name someone probably meant, for the errors that say "did you mean …".</summary>
public static class NearestName
{
    /// <summary>The candidate with the smallest edit distance to a name (case is ignored; the first one wins a tie).</summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">What would have been valid.</param>
    /// <returns>The nearest candidate, or null when there is none or all are too far to be a slip of the pen.</returns>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var candidate in candidates)
        {
            var distance = Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance >= bestDistance)
                continue;
            best = candidate;
            bestDistance = distance;
        }

        return best is not null && bestDistance <= Math.Max(2, Math.Max(name.Length, best.Length) / 2) ? best : null;
    }

    /// <summary>A half sentence for an error's text: <c> Did you mean 'x'?</c>, or the list of what is known, or nothing.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">What would have been valid.</param>
    public static string Hint(string name, IReadOnlyCollection<string> candidates)
    {
        if (Find(name, candidates) is { } nearest)
            return $" Did you mean '{nearest}'?";
        return candidates.Count == 0 ? "" : $" Known are: {string.Join(", ", candidates)}.";
    }

    /// <summary>Number of single-character insertions, deletions, replacements and swaps of neighbours that turn one text into the other.</summary>
    /// <param name="a">One text.</param>
    /// <param name="b">The other text.</param>
    public static int Distance(string a, string b)
    {
        var beforePrevious = new int[b.Length + 1];
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            previous[j] = j;

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replace, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    current[j] = Math.Min(current[j], beforePrevious[j - 2] + 1);
            }

            (beforePrevious, previous, current) = (previous, current, beforePrevious);
        }

        return previous[b.Length];
    }
}
