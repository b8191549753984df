using System.Text.Json.Nodes;
using Foldline.Training.Metrics;

namespace Foldline.Bench;

/// <summary>Seconds of processor time for the ROC area of ten million scores on one core.</summary>
internal static class ScoreMeasurements
{
    private const int Count = 10_000_000;
    private const int Rounds = 3;

    public static JsonObject Run()
    {
        var random = new Random(0);
        var scores = new double[Count];
        var targets = new int[Count];
        for (var i = 0; i < Count; i++)
        {
            targets[i] = random.NextDouble() < 0.3 ? 1 : 0;
            scores[i] = random.NextDouble() + (0.2 * targets[i]);
        }

        var (best, area) = (double.MaxValue, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var cpu = ProcessorTime.Now;
            area = RocArea.Compute(scores, targets);
            best = Math.Min(best, (ProcessorTime.Now - cpu).TotalSeconds);
        }

        return new JsonObject { ["auc_s"] = best, ["auc"] = area };
    }
}
