using System.Globalization;
using Foldline.Imaging;
using Foldline.Pipelines.Inputs;
using Foldline.Pipelines.Records;
using Foldline.Pipelines.Stages;

namespace Foldline.Pipelines.Doctor.Checks;

/// <summary>What enters the network: pretrained weights expect numbers of mean 0 and deviation 1, and the others learn best with them.</summary>
internal static class ValueRangeCheck
{
    private const string Name = "value_range";
    private const int Most = 32;

    // Images of one colour or very dark ones have means of -2; raw 8-bit values have 120; 12 bits in 16 have deviations of 0.06.
    private const double FarMean = 5;
    private const double LargeDeviation = 8;
    private const double SmallDeviation = 0.1;

    public static IEnumerable<Finding> Look(Examination examination)
    {
        InputPlan plan;
        Values values;
        try
        {
            plan = PlanOf(examination);
            values = Measure(examination, plan);
        }
        catch (FoldlineException e) when (e.Code == "FL6026")
        {
            return [new Finding(Name, Severity.Error, e.Message, "Set input.size, such as input.size=256.")];
        }
        catch (FoldlineException)
        {
            // Other checks name files that cannot be read.
            return [];
        }

        return values.Count == 0 ? [] : Judge(examination, values);
    }

    private static IEnumerable<Finding> Judge(Examination examination, Values values)
    {
        var normalize = examination.Recipe.Input.Normalize.Kind;
        var range = string.Create(CultureInfo.InvariantCulture, $"mean {values.Mean:0.###}, deviation {values.Deviation:0.###}, from {values.Least:0.###} to {values.Largest:0.###}");
        if (values.NotFinite > 0)
            yield return new Finding(Name, Severity.Error, $"{values.NotFinite} values that enter the network are not finite.", "Clean the arrays, or put a step before the network that does (input.steps).") { Evidence = [range] };
        else if (values.Largest == values.Least)
            yield return new Finding(Name, Severity.Error, "All values that enter the network are the same.", "Look at the images and at input.steps.") { Evidence = [range] };
        else if (Math.Abs(values.Mean) > FarMean || values.Deviation > LargeDeviation)
            yield return new Finding(Name, Severity.Warning, $"The values that enter the network are far from those it is made for (about -2 … 3): {range}.", $"Normalize them: input.normalize=imagenet, or {{mean: …, std: …}} of your images (now: {normalize}).") { Evidence = [range] };
        else if (values.Deviation < SmallDeviation)
            yield return new Finding(Name, Severity.Warning, $"The values that enter the network hardly differ: {range}.", $"Scale them: input.normalize={{mean: …, std: …}} of your images (now: {normalize}); a wrong bit depth (12 bits in 16) looks like this too.") { Evidence = [range] };
    }

    private static InputPlan PlanOf(Examination examination)
    {
        var source = new InputSource(examination.Recipe.Input, examination.Data.Folder);
        var sizeOf = source.SizesOf(examination.Data.Train);
        List<ImageSize> sizes = [.. Examination.Spread(examination.Data.Train.Count, Most).Select(sizeOf).Distinct().Take(2)];
        return new InputPlan(examination.Recipe, source, sizes.Count == 1 ? sizes[0] : null, PretrainedStart.NormalizationOf(examination.Recipe.Model));
    }

    private static Values Measure(Examination examination, InputPlan plan)
    {
        var samples = examination.Data.Train.Only(Examination.Spread(examination.Data.Train.Count, Most)) with { Targets = SampleTargets.None };
        var images = plan.Open(samples, plan.Plain);
        var values = new Values();
        for (var row = 0; row < samples.Count; row++)
        {
            examination.Cancellation.ThrowIfCancellationRequested();
            using var input = TransformInput.Owning(images.Load(row));
            plan.Plain.Apply(input, SampleKey.For(0, 0, samples.Ids[row]));
            using var real = input.Image.ConvertTo(PixelType.Float32);
            values.Add(real, plan.Plain.Normalization, input.PixelType.MaxValue());
        }

        return values;
    }

    private sealed class Values
    {
        private double sum;
        private double squares;

        public long Count { get; private set; }

        public long NotFinite { get; private set; }

        public double Least { get; private set; } = double.PositiveInfinity;

        public double Largest { get; private set; } = double.NegativeInfinity;

        public double Mean => sum / Math.Max(Count, 1);

        public double Deviation => Math.Sqrt(Math.Max((squares / Math.Max(Count, 1)) - (Mean * Mean), 0));

        public void Add(Image image, PixelNormalization normalization, double fullBrightness)
        {
            var most = normalization.MaxPixelValue ?? fullBrightness;
            var pixels = image.Pixels<float>();
            for (var i = 0; i < pixels.Length; i++)
            {
                var c = i % image.Channels;
                var mean = normalization.Mean[normalization.Mean.Length > c ? c : 0];
                var deviation = normalization.Std[normalization.Std.Length > c ? c : 0];
                var value = (pixels[i] - (mean * most)) / (deviation * most);
                if (!double.IsFinite(value))
                {
                    NotFinite++;
                    continue;
                }

                Count++;
                (sum, squares) = (sum + value, squares + (value * value));
                (Least, Largest) = (Math.Min(Least, value), Math.Max(Largest, value));
            }
        }
    }
}
