namespace Foldline.Data.Folds;

/// <summary>
/// NumPy's default <c>argsort</c>, a quicksort that does not keep the order of equal keys: which of several groups of one size comes
/// first decides the fold it gets.
/// </summary>
internal static class NumpySort
{
    // Partitions of at most so many elements are sorted by insertion.
    private const int Small = 16;

    /// <summary>Indices that sort the keys in ascending order.</summary>
    public static int[] ArgSort(ReadOnlySpan<int> keys)
    {
        int[] order = [.. Enumerable.Range(0, keys.Length)];
        var waiting = new Stack<(int Low, int High)>();
        waiting.Push((0, order.Length - 1));
        while (waiting.TryPop(out var part))
        {
            var (low, high) = part;
            while (high - low >= Small)
            {
                var middle = Partition(keys, order, low, high);

                // The smaller side goes on, the larger one waits.
                if (middle - low < high - middle)
                {
                    waiting.Push((middle + 1, high));
                    high = middle - 1;
                }
                else
                {
                    waiting.Push((low, middle - 1));
                    low = middle + 1;
                }
            }

            InsertionSort(keys, order, low, high);
        }

        return order;
    }

    /// <summary>Splits by the median of first, middle and last, which waits at the last place but one; scans stop at equal keys.</summary>
    private static int Partition(ReadOnlySpan<int> keys, Span<int> order, int low, int high)
    {
        var middle = low + ((high - low) >> 1);
        SwapIfLess(keys, order, middle, low);
        SwapIfLess(keys, order, high, middle);
        SwapIfLess(keys, order, middle, low);
        var pivot = keys[order[middle]];
        var (up, down) = (low, high - 1);
        (order[middle], order[down]) = (order[down], order[middle]);
        while (true)
        {
            do
                up++;
            while (keys[order[up]] < pivot);
            do
                down--;
            while (pivot < keys[order[down]]);
            if (up >= down)
                break;
            (order[up], order[down]) = (order[down], order[up]);
        }

        (order[up], order[high - 1]) = (order[high - 1], order[up]);
        return up;
    }

    private static void SwapIfLess(ReadOnlySpan<int> keys, Span<int> order, int a, int b)
    {
        if (keys[order[a]] < keys[order[b]])
            (order[a], order[b]) = (order[b], order[a]);
    }

    private static void InsertionSort(ReadOnlySpan<int> keys, Span<int> order, int low, int high)
    {
        for (var i = low + 1; i <= high; i++)
        {
            var item = order[i];
            var at = i;
            for (; at > low && keys[item] < keys[order[at - 1]]; at--)
                order[at] = order[at - 1];
            order[at] = item;
        }
    }
}
