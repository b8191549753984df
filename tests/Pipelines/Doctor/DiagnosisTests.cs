using Foldline.Pipelines.Doctor;

namespace Foldline.Tests.Pipelines.Doctor;

public sealed class DiagnosisTests
{
    private static readonly Finding Note = new("folds", Severity.Note, "Samples by fold.", "Nothing to do.") { Evidence = ["fold 0: 3", "fold 1: 4"] };
    private static readonly Finding Error = new("files", Severity.Error, "No file.", "Copy it.");

    [Fact]
    public void Findings_AreInOrderOfGravity() => Assert.Equal([Error, Note], new Diagnosis([Note, Error]).Findings);

    [Fact]
    public void With_KeepsEachFindingOnce() => Assert.Equal([Error, Note], new Diagnosis([Note]).With([Error, Note with { Evidence = ["fold 0: 3", "fold 1: 4"] }]).Findings);

    [Fact]
    public void Save_AndLoad_GiveTheSame()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("doctor.json");

        new Diagnosis([Note, Error]).Save(path);

        Assert.Equal([Error, Note], Diagnosis.Load(path).Findings);
        Assert.Empty(Diagnosis.Load(folder.At("none.json")).Findings);
        Assert.Empty(Diagnosis.Load(folder.Write("damaged.json", "{\"findings\": [{\"check\": 1}]}")).Findings);
    }
}
