using System.Globalization;
using Foldline.Data.Loading;
using Foldline.Pipelines.Schedules;

namespace Foldline.Pipelines.Doctor.Trials;

/// <summary>A short training under a growing learning rate, compared with the largest rate of the recipe.</summary>
internal static class LearningRateCheck
{
    private const string Name = "learning_rate";
    private const int Steps = 98;
    private const double Lowest = 1e-6;
    private const double Highest = 10;

    // Loss over the first at which the test ends early.
    private const double Hopeless = 20;
    private const double TooSmall = 100;

    public static IEnumerable<Finding> Look(Examination examination)
    {
        if (!Trial.IsPossible(examination))
            return [];
        List<double> rates = [.. Enumerable.Range(0, Steps).Select(i => Lowest * Math.Pow(Highest / Lowest, i / (Steps - 1.0)))];
        var test = RangeTest.Of(rates, Trial.Run(examination, trial => Train(trial, examination, rates)));
        return [Judge(test, LargestRate(examination), examination.Recipe.Train is { ScaleRate: true } train ? train.ImagesPerStep : 1)];
    }

    private static double LargestRate(Examination examination) =>
        ScheduleTrace.Of(examination.Recipe, new EpochSize(Trial.TrainingRows(examination).Length, examination.Data.Train.Count)).LearningRates.Max();

    /// <summary>Compares a rate with the range that a test found.</summary>
    /// <param name="test">The test.</param>
    /// <param name="rate">The largest rate of the recipe, as the optimizer works with it.</param>
    /// <param name="scale">What the rate that the recipe names is multiplied by.</param>
    internal static Finding Judge(RangeTest test, double rate, long scale)
    {
        var suggestion = test.Suggestion is { } best ? Text(best) : null;
        string[] evidence =
        [
            $"largest learning rate of the recipe {Text(rate)}",
            suggestion is null ? "the loss did not fall at any rate" : $"the loss falls fastest at {suggestion}",
            test.Divergence is { } end ? $"it grows from {Text(end)} on" : "it grows at no rate that was tried",
        ];
        var remedy = suggestion is null
            ? "Look at the check 'overfit_batch': labels, loss and input come first."
            : $"Try train.optimizer.….lr={Text(test.Suggestion!.Value / scale)}{(scale > 1 ? $" (train.scale_lr multiplies it by {scale})" : "")}, or a rate between a third and three times of it.";
        return (test, rate) switch
        {
            ({ Divergence: { } broken }, _) when rate >= broken => new Finding(Name, Severity.Error, $"The learning rate {Text(rate)} is too large: training breaks.", remedy) { Evidence = [.. evidence] },
            ({ Suggestion: null }, _) => new Finding(Name, Severity.Warning, "The loss does not fall at any learning rate.", remedy) { Evidence = [.. evidence] },
            ({ Suggestion: { } fastest }, _) when rate < fastest / TooSmall => new Finding(Name, Severity.Warning, $"The learning rate {Text(rate)} is too small: training will crawl.", remedy) { Evidence = [.. evidence] },
            _ => new Finding(Name, Severity.Note, $"The learning rate {Text(rate)} is within the range where training works; the loss falls fastest at {suggestion}.", "Nothing to do.") { Evidence = [.. evidence] },
        };
    }

    private static List<double> Train(Trial trial, Examination examination, List<double> rates)
    {
        using var loader = trial.Input.TrainingLoader(examination.Data.Train, Trial.TrainingRows(examination), (ulong)examination.Recipe.Seed);
        trial.Model.Train();
        var losses = new List<double>();
        var whole = Math.Min(examination.Recipe.Train.Batch, Trial.TrainingRows(examination).Length);
        foreach (var batch in Batches(loader, whole, examination.Cancellation).Take(rates.Count))
        {
            using (batch)
            {
                foreach (var group in trial.Optimizer.Groups)
                    group.LearningRate = rates[losses.Count];
                var loss = trial.Step(batch);
                if (!double.IsFinite(loss) || (losses.Count > 0 && Math.Abs(loss) > Hopeless * Math.Abs(losses[0])))
                    break;
                losses.Add(loss);
            }
        }

        return losses;
    }

    // Whole batches only: the loss of a few images that are left over says more about them than about the rate.
    private static IEnumerable<Batch> Batches(BatchLoader loader, int whole, CancellationToken cancellation)
    {
        for (var epoch = 0; ; epoch++)
        {
            foreach (var batch in loader.Epoch(epoch, 0, cancellation))
            {
                if (batch.Count >= whole)
                    yield return batch;
                else
                    batch.Dispose();
            }
        }
    }

    private static string Text(double rate) => rate.ToString("0.##e-0", CultureInfo.InvariantCulture);
}
