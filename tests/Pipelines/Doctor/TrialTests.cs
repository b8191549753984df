using Foldline.Pipelines.Doctor;
using Foldline.Torch;

namespace Foldline.Tests.Pipelines.Doctor;

/// <summary>What a short training gives away, on pictures that are easy to tell apart or cannot be.</summary>
public sealed class TrialTests : IDisposable
{
    private const string SkipOthers = "doctor.skip=[duplicates, value_range, files, pixel_statistics, image_kinds]";
    private readonly Clinic clinic = new();

    public void Dispose() => clinic.Dispose();

    [Fact]
    public void GoodRecipe_LearnsABatchByHeart_AtAGoodRate()
    {
        var tensors = Tensor.Live;

        var found = clinic.Trained("train.optimizer.adam.lr=3e-3");

        Assert.Equal(tensors, Tensor.Live);
        Assert.All(found, finding => Assert.Equal(Severity.Note, finding.Severity));
        Assert.Contains("is within the range where training works", Of(found, "learning_rate").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void RateThatIsFarTooSmall_IsFound_AndABetterOneNamed()
    {
        var found = clinic.Trained("train.optimizer.adam.lr=1e-8", SkipOthers);

        var rate = Of(found, "learning_rate");
        Assert.Equal((Severity.Warning, "The learning rate 1e-8 is too small: training will crawl."), (rate.Severity, rate.Text));
        Assert.Matches(@"^Try train\.optimizer\.….lr=[0-9.]+e-[1-5]", rate.Remedy);
        Assert.True(Of(found, "overfit_batch").Severity > Severity.Note);
    }

    [Fact]
    public void RateThatBreaksTraining_IsFound()
    {
        var found = clinic.Trained("train.optimizer={sgd: {lr: 1e3, momentum: 0.9}}", SkipOthers);

        var rate = Of(found, "learning_rate");
        Assert.Equal(Severity.Error, rate.Severity);
        Assert.Contains("1e3 is too large: training breaks", rate.Text, StringComparison.Ordinal);
        Assert.Equal(3, rate.Evidence.Count);
        Assert.Equal(Severity.Error, Of(found, "overfit_batch").Severity);
    }

    [Fact]
    public void PicturesThatAreAllTheSame_CannotBeLearntByHeart()
    {
        for (var i = 1; i < Clinic.Labelled; i++)
            File.Copy(clinic.PathOf(0), clinic.PathOf(i), overwrite: true);

        var found = clinic.Trained(SkipOthers);

        var batch = Of(found, "overfit_batch");
        Assert.True(batch.Severity > Severity.Note, batch.Text);
        Assert.Matches("of the loss of one batch is left after 50 steps", batch.Text);
        Assert.Matches("^loss 0.[0-9]+ at the first step, 0.[0-9]+ over the last 5 of 50$", batch.Evidence[0]);
        Assert.Equal(Severity.Error, Of(found, "constant_output").Severity);
    }

    [Fact]
    public void FolderThatCannotBeTrainedOn_IsNotTried()
    {
        File.Delete(clinic.PathOf(3));

        Assert.Equal(["files", "folds"], clinic.Trained().Select(finding => finding.Check));
    }

    private static Finding Of(Finding[] found, string check) => found.Single(finding => finding.Check == check);
}
