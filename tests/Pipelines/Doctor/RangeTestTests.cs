using Foldline.Pipelines.Doctor;
using Foldline.Pipelines.Doctor.Trials;

namespace Foldline.Tests.Pipelines.Doctor;

public sealed class RangeTestTests
{
    private static readonly double[] Rates = [.. Enumerable.Range(0, 40).Select(i => Math.Pow(10, -6 + (i / 8.0)))];

    [Fact]
    public void Of_FindsWhereTheLossFallsFastest_AndWhereItGrows()
    {
        var test = RangeTest.Of(Rates, Losses());

        Assert.InRange(test.Suggestion!.Value, 1e-4, 1e-2);
        Assert.InRange(test.Divergence!.Value, 1e-2, 0.1);
    }

    [Fact]
    public void Of_LossThatNeverFalls_SuggestsNothing()
    {
        var test = RangeTest.Of(Rates, [.. Rates.Select(_ => 0.7)]);

        Assert.Null(test.Suggestion);
        Assert.Null(test.Divergence);
    }

    [Fact]
    public void Of_TestThatEndedEarly_DivergesThere()
    {
        var test = RangeTest.Of(Rates, [.. Rates.Take(20).Select((_, i) => 1 - (0.02 * i))]);

        Assert.Equal(Rates[19], test.Divergence);
    }

    [Theory]
    [InlineData(1e-7, Severity.Warning, "too small")]
    [InlineData(1e-3, Severity.Note, "within the range")]
    [InlineData(0.5, Severity.Error, "too large")]
    public void Judge_ComparesTheRecipesRate(double rate, Severity severity, string text)
    {
        var finding = LearningRateCheck.Judge(RangeTest.Of(Rates, Losses()), rate, scale: 1);

        Assert.Equal(severity, finding.Severity);
        Assert.Contains(text, finding.Text, StringComparison.Ordinal);
        Assert.Equal(3, finding.Evidence.Count);
    }

    [Fact]
    public void Judge_OfScaledRate_AdvisesTheRateOfOneImage()
    {
        var test = RangeTest.Of(Rates, Losses());
        var best = test.Suggestion!.Value;

        Assert.Contains(FormattableString.Invariant($"lr={best:0.##e-0}, or"), LearningRateCheck.Judge(test, 0.5, scale: 1).Remedy, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"lr={best / 8:0.##e-0} (train.scale_lr multiplies it by 8)"), LearningRateCheck.Judge(test, 0.5, scale: 8).Remedy, StringComparison.Ordinal);
    }

    // Flat to 1e-4, falling to 1e-2, growing from there.
    private static double[] Losses() => [.. Rates.Select(rate => rate < 1e-4 ? 1 : rate < 1e-2 ? 1 - (0.45 * Math.Log10(rate / 1e-4)) : 0.1 + (rate * 50))];
}
