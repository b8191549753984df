using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Beits;

/// <summary>Numbers for the offsets between tokens: those between patches, then patch to class token, class token to patch, class token to itself.</summary>
internal static class BeitOffsets
{
    private const int WithClass = 3;

    /// <summary>Number of different offsets.</summary>
    public static long Count(Size2 grid) => (((2 * grid.Height) - 1) * ((2 * grid.Width) - 1)) + WithClass;

    /// <summary>For each pair of tokens, the class token first, the number of their offset: int64 [1 + patches, 1 + patches].</summary>
    public static Tensor Index(Size2 grid)
    {
        var count = Count(grid);
        var tokens = (grid.Height * grid.Width) + 1;
        var index = new long[tokens * tokens];
        for (var from = 0L; from < tokens; from++)
        {
            for (var to = 0L; to < tokens; to++)
                index[(from * tokens) + to] = Number(from - 1, to - 1, grid, count);
        }

        return Tensor.FromArray(index, tokens, tokens);
    }

    private static long Number(long from, long to, Size2 grid, long count)
    {
        if (from < 0 || to < 0)
            return count - (from >= 0 ? 2 : to >= 0 ? 3 : 1);
        var down = (from / grid.Width) - (to / grid.Width) + grid.Height - 1;
        var right = (from % grid.Width) - (to % grid.Width) + grid.Width - 1;
        return (down * ((2 * grid.Width) - 1)) + right;
    }
}
