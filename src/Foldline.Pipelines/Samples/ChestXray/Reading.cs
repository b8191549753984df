using System.Globalization;

namespace Foldline.Pipelines.Samples.ChestXray;

/// <summary>One row of <c>train.csv</c>: what one radiologist marked.</summary>
/// <param name="ImageId">Image.</param>
/// <param name="ClassId">Class number; 14 = no finding.</param>
/// <param name="ClassName">Class name.</param>
/// <param name="Reader">Radiologist, <c>R1</c> … <c>R17</c>.</param>
/// <param name="Box">Box in pixels of the original image; null = none.</param>
internal sealed record Reading(string ImageId, int ClassId, string ClassName, string Reader, (int Left, int Top, int Right, int Bottom)? Box)
{
    private const int NoFinding = 14;
    private const int ReaderCount = 17;

    /// <summary>The row as CSV.</summary>
    public string ToCsv() => Box is var (left, top, right, bottom)
        ? string.Create(CultureInfo.InvariantCulture, $"{ImageId},{ClassName},{ClassId},{Reader},{left}.0,{top}.0,{right}.0,{bottom}.0")
        : $"{ImageId},{ClassName},{ClassId},{Reader},,,,";

    /// <summary>
    /// What three radiologists mark: "No finding" three times, or boxes. They always agree on normal or abnormal, not on every
    /// finding, and not on its exact box.
    /// </summary>
    /// <param name="image">Image with its patient.</param>
    /// <param name="random">Source of the draws.</param>
    public static IReadOnlyList<Reading> Draw(SampleImage image, CounterRandom random)
    {
        int[] numbers = [.. Enumerable.Range(1, ReaderCount)];
        random.Shuffle<int>(numbers);
        string[] readers = [.. numbers.Take(3).Select(number => $"R{number}")];
        if (image.Patient.Findings.IsEmpty)
            return [.. readers.Select(reader => new Reading(image.Id, NoFinding, "No finding", reader, null))];

        var rows = new List<Reading>();
        foreach (var reader in readers)
        {
            var before = rows.Count;
            foreach (var finding in image.Patient.Findings)
            {
                if (random.NextBool(0.7))
                    rows.Add(Mark(image, finding, reader, ref random));
            }

            if (rows.Count == before)
                rows.Add(Mark(image, image.Patient.Findings[0], reader, ref random));
        }

        return rows;
    }

    private static Reading Mark(SampleImage image, Finding finding, string reader, ref CounterRandom random)
    {
        var (left, top, right, bottom) = new ChestRenderer(image.Patient, default).BoxOf(finding);
        var jitterX = 0.08f * (right - left);
        var jitterY = 0.08f * (bottom - top);
        var box = (
            Pixel(left, jitterX, image.Width, ref random),
            Pixel(top, jitterY, image.Height, ref random),
            Pixel(right, jitterX, image.Width, ref random),
            Pixel(bottom, jitterY, image.Height, ref random));
        return new Reading(image.Id, finding.Kind.ClassId, finding.Kind.Name, reader, box);
    }

    private static int Pixel(float position, float jitter, int size, ref CounterRandom random)
    {
        var moved = position + (jitter * random.NextDouble(-1, 1));
        return (int)Math.Clamp((moved + 1) / 2 * size, 0, size);
    }
}
