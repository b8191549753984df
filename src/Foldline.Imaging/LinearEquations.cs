namespace Foldline.Imaging;

/// <summary>Small systems of linear equations.</summary>
internal static class LinearEquations
{
    /// <summary>Solves n equations by elimination with pivoting by rows (OpenCV's <c>LU</c>, operation by operation).</summary>
    /// <param name="equations">n rows of n factors and the right side; overwritten.</param>
    /// <exception cref="ArgumentException">The equations have no single solution.</exception>
    public static double[] Solve(double[,] equations)
    {
        var n = equations.GetLength(0);
        for (var column = 0; column < n; column++)
        {
            var pivot = Enumerable.Range(column, n - column).MaxBy(row => Math.Abs(equations[row, column]));
            if (Math.Abs(equations[pivot, column]) < double.Epsilon * 4)
                throw new ArgumentException("The points do not determine a map.", nameof(equations));
            for (var i = column; i <= n; i++)
                (equations[pivot, i], equations[column, i]) = (equations[column, i], equations[pivot, i]);
            var inverse = -1 / equations[column, column];
            for (var row = column + 1; row < n; row++)
            {
                var factor = equations[row, column] * inverse;
                for (var i = column + 1; i <= n; i++)
                    equations[row, i] += factor * equations[column, i];
            }
        }

        var solution = new double[n];
        for (var row = n - 1; row >= 0; row--)
        {
            var rest = equations[row, n];
            for (var i = row + 1; i < n; i++)
                rest -= equations[row, i] * solution[i];
            solution[row] = rest / equations[row, row];
        }

        return solution;
    }
}
