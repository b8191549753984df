using Foldline.Pipelines.Doctor;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Stages;
using Foldline.Tests.Cli;
using Foldline.Tests.Pipelines.Stages;

namespace Foldline.Tests.Pipelines.Doctor;

/// <summary>The doctor within a run, and as a command.</summary>
public sealed class ExaminedRunTests : IDisposable
{
    private const string Grouped = "samples=SELECT id, 'train/' || id || '.png' AS image, ill, patient FROM train ORDER BY rowid";
    private readonly Clinic clinic = new();
    private readonly RecordingObserver observer = new();

    public ExaminedRunTests() => clinic.WriteTrain("id,ill,patient", row => $"{Clinic.IdOf(row)},{row % 2},n{row / 3}");

    public void Dispose() => clinic.Dispose();

    [Fact]
    public void Run_ShowsWhatTheCheapChecksFind_AndKeepsIt()
    {
        var result = Run("train.epochs=1", "train.folds=0", "train.batch=12");

        Assert.Contains(observer.Warnings, warning => warning.StartsWith("the doctor's check 'groups' found (error): ", StringComparison.Ordinal));
        Assert.True(Diagnosis.Load(Path.Combine(result.Folder, "doctor.json")).HasErrors);
        Assert.Contains("of 16 values of &#39;patient&#39;", File.ReadAllText(Path.Combine(result.Folder, "report.html")).Replace("'", "&#39;", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void StrictRun_StopsBeforeTraining()
    {
        var error = Assert.Throws<FoldlineException>(() => Run("doctor.strict=true"));

        Assert.Equal(("FL6601", true), (error.Code, error.IsUserError));
        Assert.DoesNotContain("train fold 0", observer.Stages);
    }

    [Fact]
    public void RunThatLearnsNothing_SaysSo()
    {
        for (var i = 1; i < Clinic.Labelled; i++)
            File.Copy(clinic.PathOf(0), clinic.PathOf(i), overwrite: true);

        var result = Run("train.epochs=1", "train.folds=0", "doctor.skip=[groups]", "metrics=[roc_auc]");

        var found = Diagnosis.Load(Path.Combine(result.Folder, "doctor.json")).Findings.Select(finding => finding.Check).ToList();
        Assert.Contains("constant_output", found);
        Assert.Contains("half_area", found);
    }

    [Fact]
    public void Command_PrintsFindingsAsJson_AndFailsWhenThereIsAnError()
    {
        var recipe = clinic.At("clinic.yaml");
        File.WriteAllText(recipe, RecipeWriter.ToYaml(Clinic.Recipe(Grouped)));

        var run = CliRun.Of("doctor", recipe, "--data", clinic.Folder, "--json");

        Assert.Equal(2, run.ExitCode);
        using var json = System.Text.Json.JsonDocument.Parse(run.Output);
        Assert.Equal(1, json.RootElement.GetProperty("errors").GetInt32());
        var finding = json.RootElement.GetProperty("findings")[0];
        Assert.Equal("groups", finding.GetProperty("check").GetString());
        Assert.True(finding.GetProperty("evidence").GetArrayLength() > 0);
        Assert.Equal(0, CliRun.Of("doctor", recipe, "--data", clinic.Folder, "doctor.skip=[groups]").ExitCode);
        Assert.Contains("FL8003", CliRun.Of("doctor", recipe).Error, StringComparison.Ordinal);
    }

    private RunResult Run(params string[] overrides) => new PipelineRunner(observer, TimeProvider.System).Run(
        Clinic.Recipe([Grouped, .. overrides]),
        new RunOptions { DataFolder = clinic.Folder, OutFolder = clinic.At("runs") });
}
