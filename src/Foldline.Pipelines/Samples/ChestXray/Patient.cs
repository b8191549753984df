using System.Collections.Immutable;

namespace Foldline.Pipelines.Samples.ChestXray;

/// <summary>
/// What one image shows and how it was taken. Everything but the findings is drawn the same way for normal and abnormal patients.
/// </summary>
internal sealed record Patient
{
    /// <summary>Findings; none = normal.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>Half the tangent of the rotation angle, about ± 0.04 (5 degrees).</summary>
    public required float Rotation { get; init; }

    /// <summary>Size of the chest against the image.</summary>
    public required float Scale { get; init; }

    /// <summary>Width against height of the chest.</summary>
    public required float Aspect { get; init; }

    /// <summary>Displacement to the right and downwards, in half image sizes.</summary>
    public required (float X, float Y) Shift { get; init; }

    /// <summary>Half width of the heart.</summary>
    public required float HeartRadius { get; init; }

    /// <summary>Distance from rib to rib.</summary>
    public required float RibSpacing { get; init; }

    /// <summary>Density of ribs.</summary>
    public required float RibStrength { get; init; }

    /// <summary>Density of the vessels in the lungs.</summary>
    public required float VesselStrength { get; init; }

    /// <summary>Height of the diaphragm: its top in each lung.</summary>
    public required (float Left, float Right) Diaphragm { get; init; }

    /// <summary>Standard deviation of the noise, 0 … 1 being black to white.</summary>
    public required float Noise { get; init; }

    /// <summary>Mean grey value of the finished image, 0 … 1.</summary>
    public required float MeanGray { get; init; }

    /// <summary>Standard deviation of the grey values of the finished image, 0 … 1.</summary>
    public required float Contrast { get; init; }

    /// <summary>Corner of the bright side marker, 0 … 3, or -1 for none.</summary>
    public required int Marker { get; init; }

    /// <summary>Draws a patient.</summary>
    /// <param name="random">Source of the draws.</param>
    /// <param name="isAbnormal">Whether there are findings.</param>
    public static Patient Draw(ref CounterRandom random, bool isAbnormal)
    {
        var patient = new Patient
        {
            Findings = [],
            Rotation = (float)random.NextDouble(-0.04, 0.04),
            Scale = (float)random.NextDouble(0.88, 1.06),
            Aspect = (float)random.NextDouble(0.94, 1.06),
            Shift = ((float)random.NextDouble(-0.05, 0.05), (float)random.NextDouble(-0.05, 0.05)),
            HeartRadius = (float)random.NextDouble(0.29, 0.37),
            RibSpacing = (float)random.NextDouble(0.15, 0.19),
            RibStrength = (float)random.NextDouble(0.05, 0.10),
            VesselStrength = (float)random.NextDouble(0.04, 0.08),
            Diaphragm = ((float)random.NextDouble(0.44, 0.56), (float)random.NextDouble(0.40, 0.52)),
            Noise = (float)random.NextDouble(0.008, 0.022),
            MeanGray = (float)random.NextDouble(0.40, 0.58),
            Contrast = (float)random.NextDouble(0.19, 0.26),
            Marker = random.NextInt32(5) - 1,
        };
        if (!isAbnormal)
            return patient;

        var findings = ImmutableArray.CreateBuilder<Finding>();
        var count = 1 + random.NextInt32(3);
        for (var i = 0; i < count; i++)
            findings.Add(Finding.Draw(ref random));
        return patient with { Findings = findings.ToImmutable() };
    }
}
