namespace Foldline.Data.Folds;

/// <summary>
/// Deals samples with several labels out to folds (Sechidis, Tsoumakas and Vlahavas, 2011): the rarest label first, each of its samples
/// to the fold that wants the label most, then to the fold that wants samples most, then by lot. Draws as the package
/// iterative-stratification does.
/// </summary>
/// <param name="random">Decides ties; nothing is drawn without one.</param>
internal sealed class IterativeStratification(NumpyRandom random)
{
    /// <summary>Divides samples that are dealt in a given order.</summary>
    /// <param name="labels">Which labels each sample carries [samples, labels].</param>
    /// <param name="order">Samples in the order in which they are dealt.</param>
    /// <param name="shares">Share of each fold; they add up to 1.</param>
    /// <param name="random">Decides ties.</param>
    /// <returns>Fold of each sample.</returns>
    public static int[] DivideShuffled(bool[,] labels, int[] order, double[] shares, NumpyRandom random)
    {
        bool[][] rows = [.. order.Select(sample => Enumerable.Range(0, labels.GetLength(1)).Select(label => labels[sample, label]).ToArray())];
        var dealt = new IterativeStratification(random).Divide(rows, shares);
        var folds = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
            folds[order[i]] = dealt[i];
        return folds;
    }

    /// <summary>Divides samples.</summary>
    /// <param name="labels">Labels of each sample, in the order in which samples are dealt.</param>
    /// <param name="shares">Share of each fold; they add up to 1.</param>
    /// <returns>Fold of each sample.</returns>
    public int[] Divide(bool[][] labels, double[] shares)
    {
        var labelCount = labels.Length == 0 ? 0 : labels[0].Length;
        var wanted = Array.ConvertAll(shares, share => share * labels.Length);
        double[][] wantedOf = [.. shares.Select(share => Enumerable.Range(0, labelCount).Select(l => share * labels.Count(row => row[l])).ToArray())];
        var folds = new int[labels.Length];
        var left = Enumerable.Range(0, labels.Length).ToList();
        while (left.Count > 0)
        {
            if (RarestLabel(labels, left, labelCount) is not { } label)
            {
                // Samples without any label left come last, by the folds' sizes alone.
                left.ForEach(sample => wanted[folds[sample] = Pick(Largest(wanted))]--);
                break;
            }

            foreach (var sample in left.Where(sample => labels[sample][label]).ToList())
            {
                var fold = FoldFor(label, wanted, wantedOf);
                folds[sample] = fold;
                wanted[fold]--;
                for (var l = 0; l < labelCount; l++)
                    wantedOf[fold][l] -= labels[sample][l] ? 1 : 0;
            }

            left.RemoveAll(sample => labels[sample][label]);
        }

        return folds;
    }

    private int FoldFor(int label, double[] wanted, double[][] wantedOf)
    {
        var candidates = Largest([.. wantedOf.Select(fold => fold[label])]);
        if (candidates.Count == 1)
            return candidates[0];
        var among = Largest([.. candidates.Select(fold => wanted[fold])]);
        return candidates[Pick(among)];
    }

    private int? RarestLabel(bool[][] labels, List<int> left, int labelCount)
    {
        var counts = Enumerable.Range(0, labelCount).Select(label => left.Count(sample => labels[sample][label])).ToArray();
        var fewest = counts.Where(count => count > 0).DefaultIfEmpty(0).Min();
        return fewest == 0 ? null : Pick([.. Enumerable.Range(0, labelCount).Where(label => counts[label] == fewest)]);
    }

    private static List<int> Largest(double[] values)
    {
        var largest = values.Max();
        return [.. Enumerable.Range(0, values.Length).Where(i => values[i] == largest)];
    }

    private int Pick(List<int> tied) => tied.Count == 1 ? tied[0] : tied[random.Choice(tied.Count, 1)[0]];
}
