using Foldline.Imaging;
using Foldline.Pipelines.Doctor;
using Foldline.Tests.Imaging.Similarity;

namespace Foldline.Tests.Pipelines.Doctor;

/// <summary>Folders with one fault each: the doctor finds it, and nothing else.</summary>
public sealed class DataDoctorTests : IDisposable
{
    private readonly Clinic clinic = new();

    public void Dispose() => clinic.Dispose();

    [Fact]
    public void CleanFolder_GivesNothingButTheCountsOfItsFolds()
    {
        var diagnosis = clinic.Look([]);

        var note = Assert.Single(diagnosis.Findings);
        Assert.Equal(("folds", Severity.Note), (note.Check, note.Severity));
        Assert.Equal(["fold 0: 12 samples; well 6, ill 6", "fold 1: 12 samples; well 6, ill 6", "fold 2: 12 samples; well 6, ill 6", "fold 3: 12 samples; well 6, ill 6"], note.Evidence);
        Assert.Equal("0 errors, 0 warnings, 1 note", $"{diagnosis}");
    }

    [Fact]
    public void Group_OnBothSidesOfAFold_IsFoundAmongTheSamplesColumns()
    {
        clinic.WriteTrain("id,ill,PatientID", row => $"{Clinic.IdOf(row)},{row % 2},n{row / 3}");

        var finding = Only("groups", Severity.Error, "samples=SELECT id, 'train/' || id || '.png' AS image, ill, PatientID FROM train ORDER BY rowid");

        Assert.Matches("of 16 values of 'PatientID' .* of 48 samples", finding.Text);
        Assert.Matches("^n[0-9]+: 3 samples in folds [0-3], [0-3]", finding.Evidence[0]);
        Assert.Contains("group: PatientID", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Group_InAnotherTable_IsFoundByTheSamplesIds_UntilTheFoldsKeepIt()
    {
        clinic.Write("people.csv", "picture,subject", row => $"{Clinic.IdOf(row)},s{row / 4}");
        const string Tables = "tables={train: train.csv, test: test.csv, people: people.csv}";
        const string Joined = "samples=SELECT id, 'train/' || id || '.png' AS image, ill, subject FROM train JOIN people ON picture = id ORDER BY train.rowid";

        Assert.Contains("'subject' (table people)", Only("groups", Severity.Error, Tables).Text, StringComparison.Ordinal);
        Assert.Empty(clinic.Findings(Tables, Joined, "folds={group: {count: 4, group: subject}}"));
        Assert.Empty(clinic.Findings(Tables, "doctor.skip=[groups]"));
    }

    [Fact]
    public void IdenticalPictures_AcrossFolds_AreNamed()
    {
        var (first, second) = OfTwoFolds();
        File.Copy(clinic.PathOf(first), clinic.PathOf(second), overwrite: true);

        var finding = Only("duplicates", Severity.Error);

        Assert.StartsWith("1 pairs of images that show the same are in different folds (1 identical; 2 images)", finding.Text, StringComparison.Ordinal);
        Assert.Matches($@"^{Clinic.IdOf(first)} \(fold [0-3]\) ~ {Clinic.IdOf(second)} \(fold [0-3]\): identical, 1.00$", Assert.Single(finding.Evidence));
        Assert.Contains("--groups", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void NearlyIdenticalPictures_AcrossFolds_AreNamed()
    {
        var (first, second) = OfTwoFolds();
        File.Copy(clinic.PathOf(first), clinic.PathOf(second), overwrite: true);
        Clinic.Change(clinic.PathOf(second), image =>
        {
            using var small = image.Resize(new ImageSize(110, 110), Interpolation.Area);
            return ImageCodec.Decode(ImageCodec.Encode(small, new EncodeOptions { Format = ImageFormat.Jpeg, Quality = 90 }), new DecodeOptions { ColorMode = ColorMode.Gray });
        });

        Assert.Contains("(1 nearly identical; 2 images)", Only("duplicates", Severity.Error).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void OneScene_InTrainingAndTest_IsNamed()
    {
        WriteScene(clinic.PathOf(5), 1000, top: 16, gain: 0.9);
        WriteScene(clinic.TestPathOf(2), 1000, top: 40, gain: 1.1);

        var finding = Only("duplicates", Severity.Warning);

        Assert.Contains("are in training and test (1 same scene; 2 images)", finding.Text, StringComparison.Ordinal);
        Assert.Matches(@"^p05 \(fold [0-3]\) ~ t02 \(test\): same scene, 0\.", Assert.Single(finding.Evidence));
    }

    [Fact]
    public void IdenticalPictures_OfOneFold_MatterOnlyWhenTheirLabelsDiffer()
    {
        File.Copy(clinic.PathOf(0), clinic.PathOf(2), overwrite: true);
        Assert.Empty(clinic.Findings("folds={column: {name: half}}", Halves));

        File.Copy(clinic.PathOf(0), clinic.PathOf(1), overwrite: true);
        Assert.Contains("have different labels", Only("duplicates", Severity.Warning, "folds={column: {name: half}}", Halves).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void SampleWithoutFile_IsNamed()
    {
        File.Delete(clinic.PathOf(7));

        var finding = Only("files", Severity.Error);

        Assert.Equal("1 of 48 labelled samples have no file.", finding.Text);
        Assert.Equal(["p07: train/p07.png"], finding.Evidence);
    }

    [Fact]
    public void FilesWithoutSamples_AreNamed()
    {
        foreach (var i in Enumerable.Range(0, 7))
            File.Copy(clinic.PathOf(i), clinic.At($"test/stray{i}.png"));
        File.WriteAllText(clinic.At("test/notes.txt"), "no picture");

        var finding = Only("files", Severity.Warning, "doctor.skip=[duplicates]");

        Assert.Equal("7 files in 'test' belong to no sample.", finding.Text);
        Assert.Equal(["test/stray0.png", "test/stray1.png", "test/stray2.png", "test/stray3.png", "test/stray4.png", "and 2 more"], finding.Evidence);
    }

    [Fact]
    public void LabelThatIsMissing_IsNamed()
    {
        clinic.WriteTrain("id,ill", row => $"{Clinic.IdOf(row)},{(row == 9 ? "" : row % 2)}");

        var finding = Only("labels", Severity.Error);

        Assert.Equal(("'ill' is missing in 1 of 48 samples.", "p09"), (finding.Text, Assert.Single(finding.Evidence)));
    }

    [Theory]
    [InlineData("", "'ill' is missing in all 48 samples.")]
    [InlineData("1", "All 48 samples have the label 'ill': there is nothing to learn.")]
    [InlineData("2", "'ill' holds values that are no labels.")]
    [InlineData("maybe", "'ill' holds values that are no labels.")]
    public void LabelThatIsTheSameEverywhere_IsAnError(string label, string text)
    {
        clinic.WriteTrain("id,ill", row => $"{Clinic.IdOf(row)},{label}");

        Assert.Equal(text, Only("labels", Severity.Error).Text);
    }

    [Fact]
    public void LabelsThatNeverDiffer_AreNamedAmongOthers()
    {
        clinic.WriteTrain("id,ill,cough,fever", row => $"{Clinic.IdOf(row)},{row % 2},0,1");
        string[] labels = ["target={columns: [ill, cough, fever]}", "samples=SELECT id, 'train/' || id || '.png' AS image, ill, cough, fever FROM train ORDER BY rowid"];

        var finding = Only("labels", Severity.Warning, labels);

        Assert.Equal(["cough: 0 of 48", "fever: 48 of 48"], finding.Evidence);
    }

    [Fact]
    public void ClassThatAFoldLacks_IsNamed()
    {
        clinic.WriteTrain("id,ill", row => $"{Clinic.IdOf(row)},{(row < 36 ? 0 : 1)}");

        var found = clinic.Findings("folds={column: {name: quarter}}", Quarters);

        Assert.All(found, finding => Assert.Equal(("folds", Severity.Warning), (finding.Check, finding.Severity)));
        Assert.Equal(["fold 3 has none of the 36 samples of 'well'", "fold 0 has none of the 12 samples of 'ill'", "fold 1 has none of the 12 samples of 'ill'", "fold 2 has none of the 12 samples of 'ill'"], found[0].Evidence);
        Assert.Contains("stratified", found[0].Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void FoldsThatCannotBeMade_AreAnError() =>
        Assert.StartsWith("The folds cannot be made: ", Only("folds", Severity.Error, "folds={group: {count: 4, group: patient}}").Text, StringComparison.Ordinal);

    [Fact]
    public void TestPicturesOfOtherSizes_AreFound()
    {
        clinic.ChangeTest(image => image.Resize(new ImageSize(64, 96), Interpolation.Area));

        var found = clinic.Findings();

        Assert.Equal(["Training and test images differ in size (root of height × width).", "Training and test images differ in shape (width / height)."], found.Select(finding => finding.Text));
        Assert.Equal(["medians 128 and 78.38; distance of the distributions 1.00"], found[0].Evidence);
    }

    [Theory]
    [InlineData("8 bit", "png, 1 channels, 16 bit: 0% of the training images, 100% of the test images")]
    [InlineData("grey", "png, 3 channels, 8 bit: 0% of the training images, 100% of the test images")]
    public void TestPicturesOfAnotherKind_AreFound(string lost, string evidence)
    {
        clinic.ChangeTest(image => lost == "grey" ? image.RepeatChannel(3) : image.ConvertTo(PixelType.UInt16, 257));

        var finding = Only("image_kinds", Severity.Warning);

        Assert.Equal("Training and test images are stored in different ways.", finding.Text);
        Assert.Contains(evidence, finding.Evidence, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void DarkerTestPictures_AreFound()
    {
        clinic.ChangeTest(image => image.ConvertTo(PixelType.UInt8, 0.5));

        Assert.Equal(["Training and test images differ in brightness.", "Training and test images differ in contrast."], clinic.Findings().Select(finding => finding.Text));
    }

    [Theory]
    [InlineData("input.normalize=none", "are far from those it is made for")]
    [InlineData("input.normalize={mean: 0.45, std: 20}", "hardly differ")]
    public void ValuesFarFromTheNetworks_AreFound(string normalize, string text)
    {
        var finding = Only("value_range", Severity.Warning, normalize);

        Assert.Contains(text, finding.Text, StringComparison.Ordinal);
        Assert.StartsWith("mean ", Assert.Single(finding.Evidence), StringComparison.Ordinal);
    }

    [Fact]
    public void TwelveBitsInSixteen_AreFound()
    {
        for (var i = 0; i < Clinic.Labelled; i++)
            Clinic.Change(clinic.PathOf(i), image => image.ConvertTo(PixelType.UInt16, 16));
        clinic.ChangeTest(image => image.ConvertTo(PixelType.UInt16, 16));

        Assert.Contains("hardly differ", Only("value_range", Severity.Warning, "input.channels=3", "input.normalize=imagenet").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void PictureThatCannotBeRead_IsNamed()
    {
        File.WriteAllBytes(clinic.PathOf(11), File.ReadAllBytes(clinic.PathOf(11))[..200]);

        Assert.Matches("^p11: FL3[0-9]+: ", Assert.Single(Only("unreadable", Severity.Error).Evidence));
    }

    [Fact]
    public void Pairs_AndGroups_AreWritten()
    {
        var (first, second) = OfTwoFolds();
        File.Copy(clinic.PathOf(first), clinic.PathOf(second), overwrite: true);

        clinic.Look([], new DoctorOptions(clinic.Folder) { PairsPath = clinic.At("pairs.csv"), GroupsPath = clinic.At("groups.csv") });

        var pairs = File.ReadAllLines(clinic.At("pairs.csv"));
        Assert.Equal(2, pairs.Length);
        Assert.Equal("id_a,id_b,side_a,side_b,kind,score", pairs[0]);
        Assert.Matches($"^{Clinic.IdOf(first)},{Clinic.IdOf(second)},fold [0-3],fold [0-3],identical,1", pairs[1]);
        var groups = File.ReadAllLines(clinic.At("groups.csv")).Skip(1).Select(line => line.Split(',')).ToDictionary(row => row[0], row => row[1]);
        Assert.Equal(Clinic.Labelled, groups.Count);
        Assert.Equal(Clinic.Labelled - 1, groups.Values.Distinct().Count());
        Assert.Equal(groups[Clinic.IdOf(first)], groups[Clinic.IdOf(second)]);
        var split = clinic.Findings(
            "tables={train: train.csv, test: test.csv, groups: groups.csv}",
            "samples=SELECT id, 'train/' || id || '.png' AS image, ill, picture_group FROM train JOIN groups USING (id) ORDER BY train.rowid",
            "folds={stratified_group: {count: 4, seed: 1, by: ill, group: picture_group}}");
        Assert.DoesNotContain(split, finding => finding.Check == "duplicates");
    }

    [Fact]
    public void CheckThatDoesNotExist_CannotBeSkipped()
    {
        var error = Assert.Throws<FoldlineException>(() => clinic.Findings("doctor.skip=[duplicate]"));

        Assert.Equal("FL6602", error.Code);
        Assert.Contains("Did you mean 'duplicates'?", error.Message, StringComparison.Ordinal);
    }

    private const string Halves = "samples=SELECT id, 'train/' || id || '.png' AS image, ill, (rowid >= 24)::INT AS half FROM train ORDER BY rowid";
    private const string Quarters = "samples=SELECT id, 'train/' || id || '.png' AS image, ill, rowid // 12 AS quarter FROM train ORDER BY rowid";

    // Rows of one label whose pictures validate in different folds.
    private (int First, int Second) OfTwoFolds()
    {
        var examination = Examination.Open(Clinic.Recipe(), clinic.Folder, default);
        using var data = examination.Data;
        var folds = examination.Folds!.FoldOf;
        return (2, Enumerable.Range(2, 20).First(i => i % 2 == 0 && folds[i] != folds[2]));
    }

    private static void WriteScene(string path, ulong seed, int top, double gain)
    {
        using var cut = new Scenery(seed).Cut(top, 20, gain);
        using var small = cut.Resize(new ImageSize(Clinic.Side, Clinic.Side), Interpolation.Area);
        File.WriteAllBytes(path, ImageCodec.Encode(small));
    }

    private Finding Only(string check, Severity severity, params string[] overrides)
    {
        var finding = Assert.Single(clinic.Findings(overrides));
        Assert.Equal((check, severity), (finding.Check, finding.Severity));
        Assert.NotEmpty(finding.Remedy);
        return finding;
    }
}
