using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

[Trait("kind", "oracle")]
public sealed class PixelTransformOracleTests : LeakCheck
{
    private const string Index = "imaging/transforms/index";

    public static TheoryData<string> Ids => new(Oracle.Cases(Index)
        .Where(item => PixelCases.Table.ContainsKey(item.GetProperty("transform").GetString()!))
        .Select(item => item.GetProperty("id").GetString()!));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Apply_ToABorrowedImage_GivesTheReferenceResultAndLeavesItAsItWas(string id)
    {
        var item = new OracleCase(Oracle.Case(Index, id));
        using var image = Arrays.ToImage(item.Arrays["image"]);
        using var mask = item.Mask is null ? null : Arrays.ToImage(item.Mask);
        using (var input = TransformInput.Borrowing(image, mask is null ? [] : [mask]))
        {
            var (transform, parameters) = PixelCases.Table[item.Kind](item);
            transform.Apply(input, parameters);
            Arrays.AssertClose(item.Arrays["out_image"], input.Image, OracleTargets.Tolerance(item, "image"));
            if (item.Arrays.TryGetValue("out_mask", out var expected))
                Arrays.AssertClose(expected, input.Masks[0], OracleTargets.Tolerance(item, "mask"));
        }

        Arrays.AssertClose(item.Arrays["image"], image, 0);
        if (mask is not null)
            Arrays.AssertClose(item.Mask!, mask, 0);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Parameters_WrittenAndRead_AreTheSame(string id)
    {
        var item = new OracleCase(Oracle.Case(Index, id));
        var (transform, parameters) = PixelCases.Table[item.Kind](item);
        var text = AppliedTransforms.ToJson([new AppliedTransform(0, transform.Name, parameters)]);
        var read = Assert.Single(AppliedTransforms.FromJson(text));
        Assert.Equal(parameters.GetType(), read.Parameters.GetType());
        Assert.Equal(text, AppliedTransforms.ToJson([read]));
    }

    [Fact]
    public void Components_AreNumberedAsTheReferenceDoes()
    {
        foreach (var item in Oracle.Cases(Index).Where(item => item.GetProperty("transform").GetString() == "MaskDropout").Select(item => new OracleCase(item)))
        {
            using var mask = Arrays.ToImage(item.Mask!);
            var components = ConnectedComponents.Find(mask);
            Assert.Equal(item.Integer("num_labels"), components.Count);
            Assert.Equal(item.Arrays["out_labels"].As<int>(), components.Labels.ToArray());
        }
    }
}
