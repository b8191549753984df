namespace Foldline.Imaging;

/// <summary>A point of an image with a direction and a size.</summary>
/// <param name="X">Column in pixels; pixel centres lie at whole numbers.</param>
/// <param name="Y">Row in pixels, downwards.</param>
/// <param name="Angle">Direction in radians.</param>
/// <param name="Scale">Size, in any unit.</param>
public readonly record struct Keypoint(double X, double Y, double Angle = 0, double Scale = 0)
{
    /// <summary>Place in the list that was given to <see cref="TransformInput.WithKeypoints"/>; it stays with the point.</summary>
    public int Position { get; init; }

    /// <summary>Reads a point.</summary>
    /// <param name="letters">What each number means: <c>x</c>, <c>y</c>, <c>a</c> (angle in degrees) and <c>s</c> (scale) in any order, such as <c>xya</c>.</param>
    /// <param name="values">One number a letter.</param>
    /// <exception cref="ArgumentException">Another letter, x or y missing, or another number of values.</exception>
    public static Keypoint From(string letters, ReadOnlySpan<double> values)
    {
        Check(letters, values.Length);
        var point = default(Keypoint);
        for (var i = 0; i < letters.Length; i++)
        {
            point = letters[i] switch
            {
                'x' => point with { X = values[i] },
                'y' => point with { Y = values[i] },
                'a' => point with { Angle = double.DegreesToRadians(values[i]) },
                _ => point with { Scale = values[i] },
            };
        }

        return point;
    }

    /// <summary>Writes the point as numbers; angles in degrees from 0 to 360.</summary>
    /// <param name="letters">What each number means; see <see cref="From"/>.</param>
    /// <exception cref="ArgumentException">Another letter, or x or y missing.</exception>
    public double[] To(string letters)
    {
        Check(letters, letters.Length);
        var values = new double[letters.Length];
        for (var i = 0; i < letters.Length; i++)
        {
            values[i] = letters[i] switch
            {
                'x' => X,
                'y' => Y,
                'a' => double.RadiansToDegrees(Angle - (Math.Tau * Math.Floor(Angle / Math.Tau))),
                _ => Scale,
            };
        }

        return values;
    }

    /// <summary>Whether the point lies in [0, width) x [0, height).</summary>
    /// <param name="size">Size of the image.</param>
    public bool IsWithin(ImageSize size) => X >= 0 && X < size.Width && Y >= 0 && Y < size.Height;

    private static void Check(string letters, int count)
    {
        var known = letters.Distinct().Count() == letters.Length && letters.All("xyas".Contains);
        if (!known || !letters.Contains('x', StringComparison.Ordinal) || !letters.Contains('y', StringComparison.Ordinal) || count != letters.Length)
            throw new ArgumentException($"'{letters}' does not describe points of {count} numbers; expected are the letters x, y and perhaps a and s.", nameof(letters));
    }
}
