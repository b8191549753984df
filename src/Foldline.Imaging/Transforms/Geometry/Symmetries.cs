namespace Foldline.Imaging;

/// <summary>Facts about symmetries.</summary>
public static class Symmetries
{
    /// <summary>Whether height and width change places.</summary>
    /// <param name="symmetry">The symmetry.</param>
    public static bool ExchangesSides(this Symmetry symmetry) => symmetry >= Symmetry.Transpose;

    /// <summary>What undoes a symmetry.</summary>
    /// <param name="symmetry">The symmetry.</param>
    public static Symmetry Inverse(this Symmetry symmetry) => symmetry switch
    {
        Symmetry.Rotate90 => Symmetry.Rotate270,
        Symmetry.Rotate270 => Symmetry.Rotate90,
        _ => symmetry,
    };
}
