using System.Text.Json;
using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

[Trait("kind", "oracle")]
public sealed class ImageMixingTests : LeakCheck
{
    private const string Index = "imaging/transforms/index";

    /// <summary>Kinds of cases that are run here, as they take two images.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["MixUp", "CutMix"];

    public static TheoryData<string> MixUpIds => Ids("MixUp");

    public static TheoryData<string> CutMixIds => Ids("CutMix");

    [Theory]
    [MemberData(nameof(MixUpIds))]
    public void MixUp_GivesTheReferenceResult(string id)
    {
        var item = new OracleCase(Oracle.Case(Index, id));
        using var image = Arrays.ToImage(item.Arrays["image"]);
        using var other = Arrays.ToImage(item.Arrays["p_other"]);
        using var mixed = ImageMixing.MixUp(image, other, item.Number("lam"));
        Arrays.AssertClose(item.Arrays["out_image"], mixed, OracleTargets.Tolerance(item, "image"));
        AssertLabels(item, item.Number("lam"));
    }

    [Theory]
    [MemberData(nameof(CutMixIds))]
    public void CutMix_GivesTheReferenceResult(string id)
    {
        var item = new OracleCase(Oracle.Case(Index, id));
        using var image = Arrays.ToImage(item.Arrays["image"]);
        using var other = Arrays.ToImage(item.Arrays["p_other"]);
        var box = ImageMixing.BoxAround(item.Number("lam"), item.Integer("centre_x"), item.Integer("centre_y"), image.Size);
        Assert.Equal(item.Integers("box"), [box.Left, box.Top, box.Right, box.Bottom]);
        var share = ImageMixing.ShareLeft(box, image.Size);
        Assert.Equal(item.Number("lam_adjusted"), share, 1e-12);
        using var mixed = ImageMixing.CutMix(image, other, box);
        Arrays.AssertClose(item.Arrays["out_image"], mixed, OracleTargets.Tolerance(item, "image"));
        AssertLabels(item, share);
    }

    [Fact]
    public void MixUp_OfIntegers_GivesRealNumbersInTheirUnits()
    {
        using var image = Image.FromPixels<byte>([200, 10], 1, 2, 1);
        using var other = Image.FromPixels<byte>([100, 20], 1, 2, 1);
        using var mixed = ImageMixing.MixUp(image, other, 0.25);
        Assert.Equal([125f, 17.5f], mixed.Pixels<float>().ToArray());
    }

    [Fact]
    public void Mixing_OfOtherShapes_IsRefused()
    {
        using var image = ImageFixtures.Noise(1, 4, 5, 3);
        using var other = ImageFixtures.Noise(1, 4, 5, 1);
        Assert.Throws<ArgumentException>(() => ImageMixing.MixUp(image, other, 0.5));
        Assert.Throws<ArgumentException>(() => ImageMixing.CutMix(image, other, new PixelBox(0, 0, 1, 1)));
    }

    private static TheoryData<string> Ids(string kind) => new(Oracle.Cases(Index)
        .Where(item => item.GetProperty("transform").GetString() == kind)
        .Select(item => item.GetProperty("id").GetString()!));

    private static void AssertLabels(OracleCase item, double share)
    {
        var (label, other) = (item.Arrays["p_label"].As<float>(), item.Arrays["p_label_other"].As<float>());
        var wanted = item.Arrays["out_label"].As<float>();
        for (var i = 0; i < wanted.Length; i++)
            Assert.Equal(wanted[i], (label[i] * share) + (other[i] * (1 - share)), 1e-6);
    }
}
