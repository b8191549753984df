namespace Foldline.Imaging;

/// <summary>What <see cref="MotionBlur"/> draws: a line in a square.</summary>
/// <param name="Size">Side of the square in pixels.</param>
/// <param name="X1">Column of one end, from 0.</param>
/// <param name="Y1">Row of one end, from 0.</param>
/// <param name="X2">Column of the other end.</param>
/// <param name="Y2">Row of the other end.</param>
public sealed record MotionBlurParameters(int Size, int X1, int Y1, int X2, int Y2) : TransformParameters
{
    /// <summary>The weights, row by row: the same along the line, one pixel wide, and 0 elsewhere.</summary>
    internal unsafe float[] Kernel()
    {
        var kernel = new float[Size * Size];
        fixed (float* weights = kernel)
            NativeMethods.Check(NativeMethods.fl_imaging_line_kernel(weights, Size, X1, Y1, X2, Y2), "line");
        return kernel;
    }
}
