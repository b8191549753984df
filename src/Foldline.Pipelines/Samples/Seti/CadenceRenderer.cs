namespace Foldline.Pipelines.Samples.Seti;

/// <summary>Draws the panels of an observation: noise, a line that drifts in frequency as the time goes on, and straight lines of interference.</summary>
internal sealed class CadenceRenderer
{
    private const int Panels = 6;
    private readonly Cadence cadence;
    private CounterRandom random;

    /// <param name="cadence">What to draw.</param>
    /// <param name="seed">Seed of the data set.</param>
    public CadenceRenderer(Cadence cadence, ulong seed)
    {
        this.cadence = cadence;
        random = CounterRandom.For(seed, (ulong)cadence.Number, 32);
    }

    /// <summary>The panels one after the other: [6, height, width], rows are times, columns frequencies.</summary>
    public Half[] Render(int height, int width)
    {
        var values = new float[Panels * height * width];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)((random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2);

        if (cadence.HasNeedle)
        {
            var start = random.NextDouble(0.15, 0.85) * width;
            var drift = random.NextDouble(0.1, 0.4) * width / (Panels * height) * (random.NextBool(0.5) ? 1 : -1);
            AddLine(values, (height, width), (start, drift), random.NextDouble(3, 5), panels: 0b010101);
        }

        if (cadence.Interference != 0)
            AddLine(values, (height, width), (random.NextDouble(0.05, 0.95) * width, 0), random.NextDouble(2, 4), cadence.Interference);
        return [.. values.Select(value => (Half)value)];
    }

    private static void AddLine(float[] values, (int Height, int Width) size, (double Start, double Drift) line, double strength, int panels)
    {
        const float halfWidth = 1.6f;
        for (var row = 0; row < Panels * size.Height; row++)
        {
            if ((panels >> (row / size.Height) & 1) == 0)
                continue;
            var centre = line.Start + (line.Drift * row);
            for (var column = Math.Max(0, (int)(centre - 2)); column <= Math.Min(size.Width - 1, (int)(centre + 2)); column++)
                values[(row * size.Width) + column] += (float)strength * Profile.Bell((float)(column - centre) / halfWidth);
        }
    }
}
