using System.Globalization;
using Foldline.Pipelines.Records;
using Foldline.Torch;

namespace Foldline.Pipelines.Doctor.Trials;

/// <summary>Trains on one batch again and again: what cannot be learnt by heart will not be learnt at all.</summary>
internal static class OverfitCheck
{
    private const string Name = "overfit_batch";
    private const int Steps = 50;
    private const int MostSamples = 16;
    private const int LastSteps = 5;

    // Shares of the loss at the start that may be left. Smoothed labels leave up to a half.
    private const double Slow = 0.6;
    private const double Stuck = 0.95;
    private const double LeastSpread = 1e-4;

    public static IEnumerable<Finding> Look(Examination examination)
    {
        if (!Trial.IsPossible(examination))
            return [];
        var (losses, spread) = Trial.Run(examination, trial => Train(trial, examination));
        var (first, last) = (losses[0], losses.TakeLast(LastSteps).Average());
        string[] evidence =
        [
            string.Create(CultureInfo.InvariantCulture, $"loss {first:0.####} at the first step, {last:0.####} over the last {LastSteps} of {losses.Count}"),
            string.Create(CultureInfo.InvariantCulture, $"largest deviation of an output between the images {spread:0.######}"),
        ];
        return [.. Judge(first, last, evidence), .. Constant(spread, evidence)];
    }

    private static IEnumerable<Finding> Judge(double first, double last, string[] evidence)
    {
        var left = last / first;
        if (!double.IsFinite(last))
            yield return new Finding(Name, Severity.Error, "The loss of one batch, trained again and again, is no longer a number.", "Lower the learning rate, clip gradients (train.clip) or train in fp32.") { Evidence = [.. evidence] };
        else if (first > 0 && left > Slow)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{left:0%} of the loss of one batch is left after {Steps} steps on that same batch.");
            yield return new Finding(
                Name,
                left > Stuck ? Severity.Error : Severity.Warning,
                text,
                "Look at the learning rate first (the check 'learning_rate' suggests one), then at labels that do not belong to their images, the loss, frozen layers and the values that enter the network.")
            {
                Evidence = [.. evidence],
            };
        }
    }

    private static IEnumerable<Finding> Constant(double spread, string[] evidence)
    {
        if (spread < LeastSpread)
            yield return new Finding(CheckTable.ConstantOutput, Severity.Error, "The network says the same of every image of the batch it was trained on.", "Look at the learning rate, at a loss that pushes everything one way, and at the images that enter the network (./foldline preview).") { Evidence = [.. evidence] };
    }

    private static (List<double> Losses, double Spread) Train(Trial trial, Examination examination)
    {
        var rows = Choose(examination.Data.Train, Trial.TrainingRows(examination), Math.Min(examination.Recipe.Train.Batch, MostSamples));
        using var loader = trial.Input.ValidationLoader(examination.Data.Train, rows);
        using var batch = loader.Epoch(0, 0, examination.Cancellation).First();
        trial.Model.Train();
        var losses = new List<double>();
        while (losses.Count < Steps && (losses.Count == 0 || double.IsFinite(losses[^1])))
        {
            examination.Cancellation.ThrowIfCancellationRequested();
            losses.Add(trial.Step(batch));
        }

        return (losses, SpreadOf(trial, batch.Images));
    }

    /// <summary>Samples of all classes in turn.</summary>
    private static int[] Choose(SampleSet samples, int[] rows, int count)
    {
        var turns = rows.GroupBy(row => samples.Targets.Masks.IsEmpty ? samples.Targets.GroupOf(row) : 0)
            .SelectMany(group => group.Select((row, turn) => (turn, row)));
        return [.. turns.OrderBy(item => item.turn).ThenBy(item => item.row).Take(count).Select(item => item.row)];
    }

    // In training mode: after so few steps the running statistics of normalisation layers are not yet those of the batch.
    private static double SpreadOf(Trial trial, Tensor images)
    {
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        var output = trial.Forward.Forward(trial.Model, images);
        var values = output.ToArray<float>();
        var count = (int)output.Size(0);
        var width = values.Length / count;
        var largest = 0.0;
        for (var c = 0; c < width; c++)
        {
            var column = Enumerable.Range(0, count).Select(row => (double)values[(row * width) + c]).ToList();
            var mean = column.Average();
            largest = Math.Max(largest, Math.Sqrt(column.Average(value => (value - mean) * (value - mean))));
        }

        return count == 1 ? double.PositiveInfinity : largest;
    }
}
