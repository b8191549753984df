using System.Collections.Immutable;
using System.Text.Json;
using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

[Trait("kind", "oracle")]
public sealed class TtaOracleTests : LeakCheck
{
    private const string Index = "imaging/tta";
    private static readonly string[] Turns = ["hflip", "vflip", "flips", "rot90", "d4"];
    private static readonly string[] Crops = ["five_crop", "ten_crop"];

    public static TheoryData<int> Turned => Positions(Turns);

    public static TheoryData<int> Cropped => Positions(Crops);

    public static TheoryData<int> Scaled => Positions(["multi_scale"]);

    public static TheoryData<int> Classes => Positions(["class_probabilities"]);

    private static IReadOnlyList<JsonElement> Sets => [.. Oracle.ReadJson(Index).GetProperty("sets").EnumerateArray()];

    [Fact]
    public void File_HasOnlyKnownSets() =>
        Assert.Empty(Sets.Select(NameOf).Except([.. Turns, .. Crops, "multi_scale", "class_probabilities"]));

    [Theory]
    [MemberData(nameof(Turned))]
    public void Turns_AreUndoneExactly_AndMerged(int position)
    {
        var set = Sets[position];
        var (members, size) = (MembersOf(set), SizeOf(set.GetProperty("size")));
        var views = TtaSet.Table.Create(NameOf(set), new PartArguments(NameOf(set))).ViewsOf(size);
        Assert.Equal(members.Select(NameOfMember), views.Select(view => view.Name));
        using var mask = Read(set.GetProperty("mask"));
        var mergers = Enum.GetValues<TtaMerge>().ToDictionary(merge => merge, merge => new TtaMerger(size, 1, merge));
        for (var i = 0; i < views.Length; i++)
        {
            using var seen = views[i].Motion.MoveMask(mask);
            AssertClose(members[i].GetProperty("forward_of_mask"), seen, 0);
            using var prediction = Read(members[i].GetProperty("prediction"));
            using var restored = views[i].Restore(prediction);
            AssertClose(members[i].GetProperty("deaugmented"), restored, 0);
            foreach (var merger in mergers.Values)
                merger.Add(views[i], prediction);
        }

        foreach (var merged in set.GetProperty("merged").EnumerateObject())
        {
            using var result = mergers[Enum.Parse<TtaMerge>(merged.Name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true)].Result();
            AssertClose(merged.Value, result, Tolerance("merged"));
        }
    }

    [Theory]
    [MemberData(nameof(Cropped))]
    public void Crops_ArePastedBackWhereTheyWere(int position)
    {
        var set = Sets[position];
        var (members, size, crop) = (MembersOf(set), SizeOf(set.GetProperty("size")), SizeOf(set.GetProperty("crop")));
        var arguments = new PartArguments(NameOf(set), [new("height", crop.Height), new("width", crop.Width)]);
        var views = TtaSet.Table.Create(NameOf(set), arguments).ViewsOf(size);
        Assert.Equal(members.Select(NameOfMember), views.Select(view => view.Name));
        using var mask = Read(set.GetProperty("mask"));
        var merger = new TtaMerger(size, 1);
        for (var i = 0; i < views.Length; i++)
        {
            using var seen = views[i].Motion.MoveMask(mask);
            AssertClose(members[i].GetProperty("forward_of_mask"), seen, 0);
            using var prediction = Read(members[i].GetProperty("prediction"));
            merger.Add(views[i], prediction);
        }

        Assert.Equal(set.GetProperty("count").Integers(), merger.Counts.ToArray());
        using var merged = merger.Result();
        AssertClose(set.GetProperty("merged_mean_where_covered"), merged, Tolerance("merged"));
    }

    [Theory]
    [MemberData(nameof(Scaled))]
    public void Scales_AreResizedBothWays(int position)
    {
        var set = Sets[position];
        var size = SizeOf(set.GetProperty("size"));
        using var image = Read(set.GetProperty("image"));
        using var labels = Read(set.GetProperty("labels"));
        var merger = new TtaMerger(size, 1);
        foreach (var member in MembersOf(set))
        {
            var view = TtaView.Scaled("scale", size, SizeOf(member.GetProperty("size")));
            using var seen = view.Look(image);
            AssertClose(member.GetProperty("forward_image_linear"), seen, Tolerance("multi_scale"));
            using var classes = view.Motion.MoveMask(labels);
            AssertClose(member.GetProperty("forward_labels_nearest"), classes, 0);
            using var prediction = Read(member.GetProperty("prediction"));
            using var restored = view.Restore(prediction);
            AssertClose(member.GetProperty("deaugmented_linear"), restored, Tolerance("multi_scale"));
            merger.Add(view, prediction);
        }

        using var merged = merger.Result();
        AssertClose(set.GetProperty("merged").GetProperty("mean"), merged, Tolerance("multi_scale"));
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void ClassProbabilities_AreMerged(int position)
    {
        var set = Sets[position];
        var members = set.GetProperty("predictions_members_x_items_x_classes").EnumerateArray().ToList();
        foreach (var (name, merge) in new[] { ("mean", TtaMerge.Mean), ("max", TtaMerge.Max), ("geometric_mean", TtaMerge.GeometricMean) })
        {
            var (items, classes) = (members[0].GetArrayLength(), members[0][0].GetArrayLength());
            var merger = new TtaMerger(new ImageSize(items, classes), 1, merge);
            foreach (var member in members)
            {
                using var prediction = Read(member);
                merger.Add(prediction, new TtaRegion(0, 0, prediction.Size));
            }

            using var merged = merger.Result();
            AssertClose(set.GetProperty(name), merged, Tolerance("merged"));
        }
    }

    private static TheoryData<int> Positions(string[] names) => new(Sets.Index().Where(set => names.Contains(NameOf(set.Item))).Select(set => set.Index));

    private static string NameOf(JsonElement set) => set.GetProperty("set").GetString()!;

    private static string NameOfMember(JsonElement member) => member.GetProperty("name").GetString()!;

    private static ImmutableArray<JsonElement> MembersOf(JsonElement set) => [.. set.GetProperty("members").EnumerateArray()];

    private static ImageSize SizeOf(JsonElement size) => new(size[0].GetInt32(), size[1].GetInt32());

    private static double Tolerance(string key)
    {
        var tolerance = Oracle.ReadJson(Index).GetProperty("tolerance").GetProperty(key);
        return tolerance.ValueKind == JsonValueKind.Number ? tolerance.GetDouble() : 0;
    }

    private static Image Read(JsonElement rows) =>
        Image.FromPixels<float>([.. rows.Numbers().Select(value => (float)value)], rows.GetArrayLength(), rows[0].GetArrayLength(), 1);

    private static void AssertClose(JsonElement expected, Image found, double tolerance)
    {
        using var reference = Read(expected);
        Assert.Equal(reference.Size, found.Size);
        Assert.All(Arrays.Values(reference).Zip(Arrays.Values(found)), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= tolerance, $"{pair.First} {pair.Second}"));
    }
}
