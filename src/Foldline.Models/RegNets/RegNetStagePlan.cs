using Foldline.Models.Layers;

namespace Foldline.Models.RegNets;

/// <summary>A stage of a RegNet.</summary>
/// <param name="Width">Channels.</param>
/// <param name="Depth">Blocks.</param>
/// <param name="GroupSize">Channels a group of the 3×3 convolutions.</param>
internal sealed record RegNetStagePlan(int Width, int Depth, int GroupSize)
{
    private const int WidthStep = 8;

    /// <summary>
    /// Quantises the line of widths (Radosavovic et al. 2020, section 3.3): blocks of equal width are a stage. Single precision as in
    /// the reference, since a width may lie on the border between two.
    /// </summary>
    public static IReadOnlyList<RegNetStagePlan> Make(RegNetSettings settings)
    {
        var widths = Enumerable.Range(0, settings.Depth).Select(block => QuantizedWidth(settings, block));
        return [.. widths.GroupBy(width => width).OrderBy(stage => stage.Key).Select(stage => WithWholeGroups(settings, stage.Key, stage.Count()))];
    }

    private static int QuantizedWidth(RegNetSettings settings, int block)
    {
        var width = (block * (float)settings.WidthSlope) + settings.InitialWidth;
        var power = MathF.Round(MathF.Log(width / settings.InitialWidth) / (float)Math.Log(settings.WidthMultiplier));
        return (int)MathF.Round(settings.InitialWidth * MathF.Pow((float)settings.WidthMultiplier, power) / WidthStep) * WidthStep;
    }

    /// <summary>Rounds a width so that the 3×3 convolution has whole groups.</summary>
    private static RegNetStagePlan WithWholeGroups(RegNetSettings settings, int width, int depth)
    {
        var inner = (int)(width * settings.BottleRatio);
        var group = Math.Min(settings.GroupSize, inner);
        inner = settings.GroupRoundLimit > 0
            ? Channels.MakeDivisible(inner, group, settings.GroupRoundLimit)
            : (int)(Math.Round((double)inner / group) * group);
        return new RegNetStagePlan((int)(inner / settings.BottleRatio), depth, group);
    }
}
