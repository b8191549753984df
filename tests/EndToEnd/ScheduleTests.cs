using System.Globalization;
using System.Text.Json;

namespace Foldline.Tests.EndToEnd;

/// <summary>What <c>schedule</c> draws before the training is what the training then does.</summary>
[Trait("kind", "e2e")]
[Collection(TrainedSampleTests.Name)]
public sealed class ScheduleTests(TrainedSample sample)
{
    [Fact]
    public void Schedule_GivesTheRatesOfTheLog()
    {
        var log = File.ReadLines(Path.Combine(sample.Run, "fold0", "log.csv")).Select(line => line.Split(',')).ToList();
        var (iteration, lr) = (log[0].IndexOf("iteration"), log[0].IndexOf("lr"));

        var result = sample.Foldline.Run("schedule", Path.Combine(sample.Run, "recipe.yaml"), "--data", "data", "--out", "schedule.html", "--json");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.True(File.Exists(sample.Foldline.At("schedule.html")));
        using var json = JsonDocument.Parse(result.Output);
        var rates = json.RootElement.GetProperty("lr").Numbers();
        foreach (var row in log.Skip(1))
        {
            var logged = double.Parse(row[lr], CultureInfo.InvariantCulture);
            Assert.Equal(rates[int.Parse(row[iteration], CultureInfo.InvariantCulture) - 1], logged, 1e-6 * logged);
        }
    }
}
