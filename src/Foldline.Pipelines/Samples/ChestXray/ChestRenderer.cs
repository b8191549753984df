namespace Foldline.Pipelines.Samples.ChestXray;

/// <summary>
/// Draws a patient as an X-ray film: densities of torso, lungs, heart, spine, ribs, clavicles, diaphragm, vessels and findings add up; the
/// film turns density into grey. Mean and contrast are set to what the patient's exposure says, whatever is drawn, so that they tell
/// nothing about the findings.
/// </summary>
internal sealed class ChestRenderer
{
    private readonly Patient patient;
    private readonly ValueNoise texture;
    private readonly float cos;
    private readonly float sin;
    private CounterRandom random;

    /// <summary>A renderer for one patient.</summary>
    /// <param name="patient">What to draw.</param>
    /// <param name="random">Source of texture and noise.</param>
    public ChestRenderer(Patient patient, CounterRandom random)
    {
        this.patient = patient;
        this.random = random;
        texture = new ValueNoise(ref this.random);
        var t = patient.Rotation;
        cos = (1 - (t * t)) / (1 + (t * t));
        sin = 2 * t / (1 + (t * t));
    }

    /// <summary>Draws the image.</summary>
    /// <param name="size">Height and width.</param>
    /// <returns>Grey values row by row.</returns>
    public byte[] Render(int size)
    {
        var density = new float[size * size];
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                var (x, y) = ToChest((((column + 0.5f) / size) * 2) - 1, (((row + 0.5f) / size) * 2) - 1);
                density[(row * size) + column] = Density(x, y);
            }
        }

        return Expose(density, size);
    }

    /// <summary>The box around a finding in image coordinates -1 … 1, upright whatever the rotation.</summary>
    /// <param name="finding">A finding of the patient.</param>
    public (float Left, float Top, float Right, float Bottom) BoxOf(Finding finding)
    {
        float left = 1, top = 1, right = -1, bottom = -1;
        foreach (var (dx, dy) in ((float, float)[])[(-1, 0), (1, 0), (0, -1), (0, 1)])
        {
            var (x, y) = ToImage(finding.X + (dx * finding.RadiusX), finding.Y + (dy * finding.RadiusY));
            left = MathF.Min(left, x);
            right = MathF.Max(right, x);
            top = MathF.Min(top, y);
            bottom = MathF.Max(bottom, y);
        }

        return (MathF.Max(left, -1), MathF.Max(top, -1), MathF.Min(right, 1), MathF.Min(bottom, 1));
    }

    private (float X, float Y) ToChest(float x, float y)
    {
        var dx = x - patient.Shift.X;
        var dy = y - patient.Shift.Y;
        return (((cos * dx) + (sin * dy)) / (patient.Scale * patient.Aspect), ((cos * dy) - (sin * dx)) / patient.Scale);
    }

    /// <summary>A point of the chest in image coordinates -1 … 1.</summary>
    public (float X, float Y) ToImage(float x, float y)
    {
        var dx = x * patient.Scale * patient.Aspect;
        var dy = y * patient.Scale;
        return ((cos * dx) - (sin * dy) + patient.Shift.X, (sin * dx) + (cos * dy) + patient.Shift.Y);
    }

    private float Density(float x, float y)
    {
        var torso = Torso(x, y);
        if (torso <= 0)
            return 0;

        var lung = Lung(x, y);
        var inside = lung;
        var density = (0.80f * torso) - (0.46f * lung) + Bones(x, y, torso) + Middle(x, y);
        density += patient.VesselStrength * lung * Vessels(x, y);
        foreach (var finding in patient.Findings)
            density += Draw(finding, x, y, inside);
        return density;
    }

    /// <summary>Shoulders and trunk: 1 inside, 0 in the air around.</summary>
    private static float Torso(float x, float y)
    {
        var side = MathF.Abs(x);
        var shoulder = -0.98f + (0.42f * side * side);
        var neck = 1 - Profile.Step(0.16f, 0.34f, side);
        var top = Profile.Step(shoulder - 0.04f, shoulder + 0.10f, y);
        return MathF.Max(top, neck) * (1 - Profile.Step(0.90f, 1.04f, side + (0.05f * y)));
    }

    private float Lung(float x, float y)
    {
        var side = MathF.Abs(x);
        var diaphragm = x < 0 ? patient.Diaphragm.Right : patient.Diaphragm.Left;
        var dome = diaphragm + (0.9f * (side - 0.36f) * (side - 0.36f));
        var edge = Profile.Ellipse(side - 0.41f, y + 0.02f, 0.33f, 0.72f);
        return (1 - Profile.Step(0.90f, 1.06f, edge)) * (1 - Profile.Step(dome - 0.03f, dome + 0.05f, y));
    }

    /// <summary>Ribs (two sets of arcs), clavicles and spine.</summary>
    private float Bones(float x, float y, float torso)
    {
        var side = MathF.Abs(x);
        var cage = 1 - Profile.Step(0.72f, 0.82f, side);
        var back = (y + (0.55f * (side - 0.25f) * (side - 0.25f)) - (0.10f * side)) / patient.RibSpacing;
        var front = (y - (0.50f * side)) / (patient.RibSpacing * 1.25f);
        var ribs = patient.RibStrength * cage * (Band(back, 0.24f) + (0.6f * Band(front, 0.22f))) * Profile.Step(-0.85f, -0.65f, y);
        var clavicle = 0.12f * Profile.Bell((y + 0.60f + (0.16f * side)) / 0.045f) * Profile.Step(0.06f, 0.12f, side) * (1 - Profile.Step(0.72f, 0.82f, side));
        var spine = Profile.Bell(x / 0.13f) * (0.16f + (0.04f * Band(y / 0.11f, 0.30f)));
        return (ribs + clavicle + spine) * torso;
    }

    private float Middle(float x, float y)
    {
        var leaning = x - 0.10f - (0.35f * (y - 0.34f));
        var heart = 0.28f * (1 - Profile.Step(0.70f, 1.10f, Profile.Ellipse(leaning, y - 0.30f, patient.HeartRadius * 0.92f, patient.HeartRadius)));
        var vessels = 0.20f * (1 - Profile.Step(0.75f, 1.10f, Profile.Ellipse(x - 0.03f, y + 0.30f, 0.14f, 0.42f)));
        var hila = 0.10f * Profile.Bell(Profile.Ellipse(MathF.Abs(x) - 0.20f, y + 0.02f, 0.13f, 0.20f));
        return heart + vessels + hila;
    }

    /// <summary>Branching texture, stronger towards the middle of the chest.</summary>
    private float Vessels(float x, float y)
    {
        var coarse = texture.At((x * 7) + 20, (y * 7) + 20);
        var fine = texture.At((x * 19) + 40, (y * 19) + 9);
        return ((0.7f * coarse) + (0.5f * fine)) * (1.2f - MathF.Abs(x));
    }

    private float Draw(Finding finding, float x, float y, float lung)
    {
        var radius = Profile.Ellipse(x - finding.X, y - finding.Y, finding.RadiusX, finding.RadiusY);
        if (radius >= 1.2f)
            return 0;
        return finding.Strength * finding.Kind.Shape switch
        {
            FindingShape.Spot => 1 - Profile.Step(0.65f, 1.05f, radius),
            FindingShape.Cloud => Profile.Bell(radius * 0.85f) * (1 + (0.55f * texture.At((x * 11) + 3, (y * 11) + 50))),
            FindingShape.Net => lung * Profile.Bell(radius * 0.85f) * Net(x, y),
            FindingShape.Air => -lung * Profile.Bell(radius * 0.85f),
            _ => 1 - Profile.Step(0.80f, 1.08f, radius),
        };
    }

    /// <summary>Fine lines where a texture changes sign.</summary>
    private float Net(float x, float y)
    {
        var lines = Profile.Bell(3.2f * texture.At((x * 14) + 31, (y * 14) + 12));
        var more = Profile.Bell(3.2f * texture.At((x * 17) + 5, (y * 17) + 44));
        return 0.8f * (lines + more);
    }

    /// <summary>A band at every whole number.</summary>
    private static float Band(float position, float halfWidth) => Profile.Bell((position - MathF.Floor(position) - 0.5f) / halfWidth);

    private byte[] Expose(float[] density, int size)
    {
        AddMarker(density, size);
        for (var i = 0; i < density.Length; i++)
            density[i] = (density[i] / (density[i] + 0.55f)) + (patient.Noise * Noise());

        double sum = 0, squares = 0;
        foreach (var value in density)
        {
            sum += value;
            squares += (double)value * value;
        }

        var mean = sum / density.Length;
        var gain = patient.Contrast / Math.Sqrt((squares / density.Length) - (mean * mean));
        var pixels = new byte[density.Length];
        for (var i = 0; i < density.Length; i++)
            pixels[i] = (byte)Math.Clamp((255 * (patient.MeanGray + (gain * (density[i] - mean)))) + 0.5, 0, 255);
        return pixels;
    }

    /// <summary>The bright letter-sized block that tells left from right on a film.</summary>
    private void AddMarker(float[] density, int size)
    {
        if (patient.Marker < 0)
            return;
        var side = size / 18;
        var top = (patient.Marker & 1) == 0 ? side : size - (2 * side);
        var left = (patient.Marker & 2) == 0 ? side : size - (2 * side);
        for (var row = top; row < top + side; row++)
            density.AsSpan((row * size) + left, side).Fill(1.3f);
    }

    /// <summary>Nearly normal: the sum of four uniform numbers, scaled to a standard deviation of 1.</summary>
    private float Noise()
    {
        var bits = random.NextUInt64();
        var sum = (int)(bits & 0xFFFF) + (int)((bits >> 16) & 0xFFFF) + (int)((bits >> 32) & 0xFFFF) + (int)(bits >> 48);
        return (sum - 131_070) / 37_837f;
    }
}
