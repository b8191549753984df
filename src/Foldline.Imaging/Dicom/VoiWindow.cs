namespace Foldline.Imaging.Dicom;

/// <summary>A window of values that is spread over the output range (PS3.3 C.11.2.1.2 and C.11.2.1.3).</summary>
/// <param name="Function">LINEAR, LINEAR_EXACT or SIGMOID.</param>
/// <param name="Center">Centre of the window.</param>
/// <param name="Width">Width of the window.</param>
/// <param name="Lowest">What values at its lower edge become.</param>
/// <param name="Highest">What values at its upper edge become.</param>
internal sealed record VoiWindow(string Function, double Center, double Width, double Lowest, double Highest)
{
    /// <exception cref="FoldlineException">FL3109: there is no such window, or it is not allowed.</exception>
    public static VoiWindow Of(DicomMetadata metadata, int index, (double Lowest, double Highest) output, string name)
    {
        var (centers, widths) = (metadata.WindowCenter ?? [], metadata.WindowWidth ?? []);
        if (index < 0 || index >= centers.Length || index >= widths.Length)
            throw DicomRefusal.BadWindow(name, $"it has {centers.Length} window centres and {widths.Length} widths, and window {index} is asked for");
        var function = (metadata.VoiLutFunction ?? "LINEAR").ToUpperInvariant();
        if (function is not ("LINEAR" or "LINEAR_EXACT" or "SIGMOID"))
            throw DicomRefusal.BadWindow(name, $"its window function '{function}' is none of LINEAR, LINEAR_EXACT and SIGMOID");
        var width = widths[index];
        var isAllowed = function == "LINEAR" ? width >= 1 : width > 0;
        return isAllowed
            ? new VoiWindow(function, centers[index], width, output.Lowest, output.Highest)
            : throw DicomRefusal.BadWindow(name, $"its window is {width} wide; {function} needs {(function == "LINEAR" ? "at least 1" : "more than 0")}");
    }

    /// <summary>The value for display.</summary>
    public double Apply(double value)
    {
        var range = Highest - Lowest;
        return Function switch
        {
            "SIGMOID" => (range / (1 + Math.Exp(-4 * (value - Center) / Width))) + Lowest,
            "LINEAR_EXACT" => Linear(value, Center, Width),
            _ => Linear(value, Center - 0.5, Width - 1),
        };

        double Linear(double x, double center, double width)
        {
            if (x <= center - (width / 2))
                return Lowest;
            return x > center + (width / 2) ? Highest : ((((x - center) / width) + 0.5) * range) + Lowest;
        }
    }
}
