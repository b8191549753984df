using System.Collections.Immutable;
using Foldline.Imaging;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Stages;

namespace Foldline.Tests.Imaging;

public sealed class TransformGroupTests : LeakCheck
{
    private const int Draws = 4000;

    [Fact]
    public void OneOf_ChoosesInProportionToTheMembersProbabilities()
    {
        var counts = Count(new OneOf([new Flip { Probability = 0.2 }, new Transpose { Probability = 0 }, new VerticalFlip { Probability = 0.6 }]), 3);
        Assert.InRange(counts[0] / (double)Draws, 0.22, 0.28);
        Assert.Equal(0, counts[1]);
        Assert.Equal(Draws, counts.Sum());
    }

    [Fact]
    public void SomeOf_WithoutReplacement_TakesNoMemberTwice()
    {
        var group = new SomeOf([new Flip { Probability = 0.1 }, new Transpose { Probability = 0.9 }, new VerticalFlip { Probability = 0.5 }], 2) { Replace = false };
        foreach (var steps in Drawn(group))
            Assert.Equal(2, steps.Select(step => step.Position).Distinct().Count());
        Assert.Contains(Drawn(group), steps => steps[0].Position > steps[1].Position);
    }

    [Fact]
    public void SomeOf_WithReplacement_MayTakeAMemberAgain() =>
        Assert.Contains(Drawn(new SomeOf([new Flip(), new Transpose()], 3)), steps => steps.All(step => step.Position == 0));

    [Fact]
    public void Sequential_TakesEachMemberWithItsOwnProbability()
    {
        var counts = Count(new TransformSequence([new Flip { Probability = 0.25 }, new Transpose()]), 2);
        Assert.InRange(counts[0] / (double)Draws, 0.22, 0.28);
        Assert.Equal(Draws, counts[1]);
    }

    [Fact]
    public void Compose_ThatFails_RunsOnlyWhatIsAlwaysApplied()
    {
        var counts = Count(new Compose([new Flip(), new Transpose { Probability = 0.1 }]) { Chance = 0.25, Always = [1] }, 2);
        Assert.InRange(counts[0] / (double)Draws, 0.22, 0.28);
        Assert.Equal(Draws, counts[1]);
    }

    [Fact]
    public void Draw_InAGroup_KnowsTheSizeThatTheMembersBeforeLeave()
    {
        var group = new TransformSequence([new Resize(new ImageSize(20, 30)), new PadIfNeeded { MinHeight = 40, MinWidth = 40, Position = PadPosition.BottomRight }, new RandomCrop(new ImageSize(40, 33))]);
        var random = CounterRandom.For(3);
        var drawn = (GroupParameters)group.Draw(ref random, new ImageSize(500, 500));
        Assert.Equal(new PadParameters(20, 10), drawn.Steps[1].Parameters);
        Assert.Equal(new ImageSize(40, 33), group.SizeAfter(drawn, new ImageSize(500, 500)));
    }

    [Fact]
    public void Replay_OfNestedGroupsFromJson_GivesTheSamePixels()
    {
        var pipeline = new TransformPipeline(
        [
            new OneOf([new TransformSequence([new RandomRotate90(), new RandomBrightnessContrast()]), new ShiftScaleRotate()]) { Probability = 0.8 },
            new SomeOf([new Flip(), new Perspective(), new RandomScale()], 2),
            new Compose([new Transpose { Probability = 0.5 }]) { Chance = 0.5 },
        ]);
        using var image = ImageFixtures.Noise(5, 32, 40, 3);
        for (var i = 0UL; i < 64; i++)
        {
            var applied = new List<AppliedTransform>();
            using var first = TransformInput.Borrowing(image);
            pipeline.Apply(first, new SampleKey(9, 0, i), applied);
            using var second = TransformInput.Borrowing(image);
            pipeline.Replay(second, AppliedTransforms.FromJson(AppliedTransforms.ToJson(applied)));
            Assert.Equal(first.Size, second.Size);
            Assert.Equal(Arrays.Values(first.Image), Arrays.Values(second.Image));
        }
    }

    [Fact]
    public void Apply_OfOtherMembersParameters_IsRefused()
    {
        using var image = ImageFixtures.Noise(5, 8, 8, 1);
        using var input = TransformInput.Borrowing(image);
        var parameters = new GroupParameters([new AppliedTransform(0, "flip", new FlipParameters(1))]);
        Assert.Throws<ArgumentException>(() => new TransformSequence([new Transpose()]).Apply(input, parameters));
    }

    [Fact]
    public void Groups_InARecipe_AreReadWithTheirMembers()
    {
        const string Yaml = """
            augment:
              - one_of:
                  transforms: [flip, {rotate: {limit: 20, p: 0.75}}, {compose: {p: 0.5, transforms: [{transpose: {always_apply: true}}]}}]
                  p: 0.9
              - some_of: {count: 2, replace: false, transforms: [{flip: {p: 1}}, transpose]}
            """;
        var transforms = InputPlan.Transforms(Load(Yaml));
        var one = Assert.IsType<OneOf>(transforms[0]);
        Assert.Equal((0.9, 0.75), (one.Probability, one.Members[1].Probability));
        Assert.Equal([0], Assert.IsType<Compose>(one.Members[2]).Always);
        Assert.False(Assert.IsType<SomeOf>(transforms[1]).Replace);

        var changed = InputPlan.Transforms(Load(Yaml, "augment.0.one_of.transforms.1.rotate.crop_border=true"));
        Assert.True(Assert.IsType<Rotate>(Assert.IsType<OneOf>(changed[0]).Members[1]).CropBorder);
    }

    [Theory]
    [InlineData("one_of: {transforms: []}", "FL1012")]
    [InlineData("one_of: {transforms: [{flip: {p: 0}}]}", "FL1012")]
    [InlineData("one_of: {transforms: [3]}", "FL1012")]
    [InlineData("one_of: {transforms: [{flip: {}, transpose: {}}]}", "FL1012")]
    [InlineData("one_of: {transforms: [{flip: {always_apply: true}}]}", "FL1010")]
    [InlineData("one_of: {transforms: [flop]}", "FL1013")]
    [InlineData("one_of: {}", "FL1011")]
    [InlineData("sequential: {transforms: [flip], p: 0.5}", "FL1010")]
    [InlineData("some_of: {count: 3, replace: false, transforms: [flip, transpose]}", "FL1012")]
    public void Groups_WithWrongArguments_AreRefused(string part, string code) =>
        Assert.Equal(code, Assert.Throws<FoldlineException>(() => InputPlan.Transforms(Load($"augment: [{{{part}}}]"))).Code);

    private static Recipe Load(string yaml, params string[] overrides) => RecipeFile.Parse(
        $"extends: {Repository.At("recipes/vinbigdata.yaml")}\n{yaml}\n", "test", [.. overrides.Select(RecipeOverride.Parse)]);

    private static IEnumerable<ImmutableArray<AppliedTransform>> Drawn(TransformGroup group)
    {
        var random = CounterRandom.For(11);
        var drawn = new List<ImmutableArray<AppliedTransform>>();
        for (var i = 0; i < Draws; i++)
            drawn.Add(((GroupParameters)group.Draw(ref random, new ImageSize(16, 16))).Steps);
        return drawn;
    }

    private static int[] Count(TransformGroup group, int members)
    {
        var counts = new int[members];
        foreach (var step in Drawn(group).SelectMany(steps => steps))
            counts[step.Position]++;
        return counts;
    }
}
