using System.Collections.Concurrent;
using Foldline.Imaging;
using Foldline.Pipelines.Doctor;
using Foldline.Pipelines.Recipes;
using Foldline.Tests.Imaging.Similarity;
using Foldline.Tests.Pipelines.Recipes;

namespace Foldline.Tests.Pipelines.Doctor;

/// <summary>
/// A small data folder in which nothing is wrong: 48 labelled and 16 test pictures of surfaces of their own, half of them ill, which are brighter. Tests
/// put one fault into it.
/// </summary>
internal sealed class Clinic : IDisposable
{
    public const int Labelled = 48;
    public const int Unlabelled = 16;
    public const int Side = 128;

    private const string Yaml = """
        name: clinic
        seed: 3
        tables: {train: train.csv, test: test.csv}
        samples: SELECT id, 'train/' || id || '.png' AS image, ill FROM train ORDER BY rowid
        test_samples: SELECT id, 'test/' || id || '.png' AS image FROM test ORDER BY rowid
        target: {class: ill, names: [well, ill]}
        input: {channels: 1, size: 32, normalize: {mean: 0.45, std: 0.2}}
        folds: {stratified: {count: 4, seed: 1, by: ill}}
        model: {name: mobilenetv2_035}
        train: {batch: 16, precision: fp32, optimizer: {adam: {lr: 3e-3}}}
        loader: {threads: 2}
        """;

    private static readonly ConcurrentDictionary<int, byte[]> Pictures = new();
    private readonly TemporaryFolder folder = new();

    public Clinic()
    {
        Directory.CreateDirectory(folder.At("train"));
        Directory.CreateDirectory(folder.At("test"));
        for (var i = 0; i < Labelled; i++)
            File.WriteAllBytes(PathOf(i), PictureOf(i));
        for (var i = 0; i < Unlabelled; i++)
            File.WriteAllBytes(TestPathOf(i), PictureOf(Labelled + i));
        WriteTrain("id,ill", row => $"{IdOf(row)},{row % 2}");
        folder.Write("test.csv", string.Join('\n', Enumerable.Range(0, Unlabelled).Select(i => $"t{i:00}").Prepend("id")));
    }

    public string Folder => folder.Path;

    public static string IdOf(int row) => $"p{row:00}";

    public string At(string name) => folder.At(name);

    public string PathOf(int row) => folder.At("train", $"{IdOf(row)}.png");

    public string TestPathOf(int row) => folder.At("test", $"t{row:00}.png");

    /// <summary>Replaces the table of labels.</summary>
    /// <param name="header">Names of the columns.</param>
    /// <param name="line">The line of each row.</param>
    public void WriteTrain(string header, Func<int, string> line) => Write("train.csv", header, line);

    /// <summary>Writes a table with a line for each labelled picture.</summary>
    public void Write(string name, string header, Func<int, string> line) =>
        folder.Write(name, string.Join('\n', Enumerable.Range(0, Labelled).Select(line).Prepend(header)));

    /// <summary>Reads a picture, changes it and writes it back as PNG.</summary>
    public static void Change(string path, Func<Image, Image> change)
    {
        using var image = ImageCodec.Decode(File.ReadAllBytes(path), new DecodeOptions { ColorMode = ColorMode.Unchanged });
        using var changed = change(image);
        File.WriteAllBytes(path, ImageCodec.Encode(changed));
    }

    /// <summary>Changes all test pictures.</summary>
    public void ChangeTest(Func<Image, Image> change)
    {
        for (var i = 0; i < Unlabelled; i++)
            Change(TestPathOf(i), change);
    }

    public static Recipe Recipe(params string[] overrides) => SampleRecipes.Read(Yaml, overrides);

    /// <summary>What the doctor says, notes aside.</summary>
    public Finding[] Findings(params string[] overrides) => [.. Look(overrides).Findings.Where(finding => finding.Severity != Severity.Note)];

    /// <summary>All that the doctor says, training for a while.</summary>
    public Finding[] Trained(params string[] overrides) => [.. Look(overrides, new DoctorOptions(Folder) { Trains = true }).Findings];

    public Diagnosis Look(string[] overrides, DoctorOptions? options = null) => new DataDoctor(Recipe(overrides), options ?? new DoctorOptions(Folder)).Run(new Progress<double>());

    public void Dispose() => folder.Dispose();

    private static byte[] PictureOf(int number) => Pictures.GetOrAdd(number, _ =>
    {
        using var cut = new Scenery((ulong)number).Cut(20, 20, gain: 0.9, offset: 60 * (number % 2));
        using var small = cut.Resize(new ImageSize(Side, Side), Interpolation.Area);
        return ImageCodec.Encode(small);
    });
}
