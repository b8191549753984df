using Foldline.Tests.Torch;
using Foldline.Torch;
using Foldline.Training.Losses;

namespace Foldline.Tests.Training.Losses;

public sealed class LossTableTests : TensorTest
{
    public static TheoryData<string> Names => new(LossTable.Standard.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void Create_EachName_GivesOneNumberWithAGradientInSinglePrecision(string name)
    {
        var isNumber = name is "mse" or "l1" or "smooth_l1" or "huber";
        var output = Tensor.FromArray<float>([0.5f, 0.25f, 0.75f, 0.375f, 0.625f, 0.125f], isNumber ? [6, 1] : [2, 3]).To(DType.BFloat16);
        output.RequiresGrad = true;
        var target = isNumber ? Tensor.FromArray<float>([1, 0, 1, 0, 1, 0]) : Tensor.FromArray<long>([2, 0]);
        using var loss = LossTable.Standard.Create(name, new PartArguments(name, Required(name)));

        var value = loss.Compute(output, target);
        value.Backward();

        Assert.Equal(0, value.Rank);
        Assert.Equal(DType.Float32, value.DType);
        Assert.True(double.IsFinite(value.ToDouble()));
        Assert.Contains(output.Grad!.ToArray<double>(), gradient => gradient != 0);
    }

    [Fact]
    public void Sum_IsTheWeightedSumOfItsParts()
    {
        var output = Leaf(0.5, -1, 2, 1, 0, -0.5).Reshape([2, 3]);
        var target = Tensor.FromArray<long>([2, 0]);
        using var first = new CrossEntropy();
        using var second = new DiceLoss(new RegionLossOptions { Mode = SegmentationMode.Multiclass, Smooth = 1 });
        using var sum = LossTable.Standard.Create("sum", new PartArguments("sum",
        [
            new("losses", new List<object?> { "cross_entropy", Map("dice", Map(("mode", "multiclass"), ("smooth", 1L))) }),
            new("weights", new List<object?> { 1.0, 0.5 }),
        ]));

        var expected = first.Compute(output, target).ToDouble() + (0.5 * second.Compute(output, target).ToDouble());

        Assert.Equal(expected, sum.Compute(output, target).ToDouble(), 1e-15);
    }

    [Theory]
    [InlineData("FL1012")]
    [InlineData("FL1012", "cross_entropy")]
    [InlineData("FL1012", 3)]
    [InlineData("FL1013", "cross_entropie", "mse")]
    public void Sum_OfNoLosses_IsAUsersError(string code, params object[] losses)
    {
        var list = losses.Length == 1 && losses[0] is string text ? (object)text : losses.ToList();
        var arguments = new PartArguments("sum", [new("losses", list)]);
        Assert.Equal(code, Assert.Throws<FoldlineException>(() => LossTable.Standard.Create("sum", arguments)).Code);
    }

    [Fact]
    public void Sum_WrongWeightsOrArguments_AreAUsersError()
    {
        var two = new List<object?> { "mse", "l1" };
        Assert.Equal("FL1012", Refused([new("losses", two), new("weights", 1.0)]));
        Assert.Equal("FL1012", Refused([new("losses", two), new("weights", "ab")]));
        Assert.Equal("FL1010", Refused([new("losses", new List<object?> { Map("mse", Map(("beta", 1.0))) })]));
        Assert.Equal("FL1011", Refused([new("losses", new List<object?> { "mse", "dice" })]));

        static string Refused(KeyValuePair<string, object?>[] arguments) =>
            Assert.Throws<FoldlineException>(() => LossTable.Standard.Create("sum", new PartArguments("sum", arguments))).Code;
    }

    [Theory]
    [InlineData("cross_entropy", "label_smoothing", 1.5)]
    [InlineData("cross_entropy", "weight", -1.0)]
    [InlineData("bce_with_logits", "pos_weight", -1.0)]
    [InlineData("dice", "mode", "triple")]
    [InlineData("dice", "eps", 0.0)]
    [InlineData("dice", "classes", 0.5)]
    [InlineData("focal", "gamma", -1.0)]
    [InlineData("huber", "delta", 0.0)]
    [InlineData("keras_binary_crossentropy", "form", "tf1")]
    [InlineData("keras_binary_crossentropy", "epsilon", 0.5)]
    [InlineData("kl_div", "reduction", "sum")]
    [InlineData("sigmoid_focal", "alpha", 2.0)]
    [InlineData("tversky", "gamma", 0.0)]
    public void Create_WrongArgument_IsAUsersError(string name, string key, object value)
    {
        var arguments = new PartArguments(name, Required(name).Where(pair => pair.Key != key).Append(new(key, value)));
        Assert.Equal("FL1012", Assert.Throws<FoldlineException>(() => LossTable.Standard.Create(name, arguments)).Code);
    }

    [Theory]
    [InlineData("dice")]
    [InlineData("weighted_bce")]
    [InlineData("sum")]
    public void Create_WithoutARequiredArgument_IsAUsersError(string name) =>
        Assert.Contains(Assert.Throws<FoldlineException>(() => LossTable.Standard.Create(name, new PartArguments(name))).Code, new[] { "FL1011", "FL1012" });

    [Theory]
    [InlineData("bce_with_logits")]
    [InlineData("dice")]
    [InlineData("lovasz")]
    [InlineData("soft_cross_entropy")]
    public void Compute_TargetsThatDoNotFit_AreAUsersError(string name)
    {
        using var loss = LossTable.Standard.Create(name, new PartArguments(name, Required(name)));
        Assert.Equal("FL5502", Assert.Throws<FoldlineException>(() => loss.Compute(Aten.Zeros([2, 3]), Aten.Zeros([3]))).Code);
    }

    [Fact]
    public void Compute_WeightsPerClass_ReachTheChannelsOfMasks()
    {
        var output = Aten.Zeros([2, 3, 4, 5]);
        var target = Aten.Ones([2, 3, 4, 5]);
        using var loss = new BceWithLogits(new BceWithLogitsOptions { PosWeight = [1, 2, 6], Reduction = LossReduction.None });

        var perClass = loss.Compute(output, target).Mean([0, 2, 3]).ToArray<double>();

        Assert.Equal([Math.Log(2), 2 * Math.Log(2), 6 * Math.Log(2)], perClass, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Dice_ClassBeyondTheOutputs_IsAUsersError()
    {
        using var loss = new DiceLoss(new RegionLossOptions { Mode = SegmentationMode.Multiclass, Classes = [3] });
        Assert.Equal("FL5502", Assert.Throws<FoldlineException>(() => loss.Compute(Aten.Zeros([2, 3]), Tensor.FromArray<long>([0, 1]))).Code);
    }

    [Fact]
    public void WeightedBce_FromLogits_EqualsThatOfProbabilities()
    {
        var logits = Leaf(0.5, -1, 2, 1, 0, -0.5).Reshape([2, 3]);
        var target = Tensor.FromArray<long>([1, 0, 1, 0, 0, 1], 2, 3);
        using var fromLogits = new WeightedBce([1, 2, 3], [0.5, 0.25, 1]);
        using var fromProbabilities = new WeightedBce([1, 2, 3], [0.5, 0.25, 1], fromLogits: false);

        Assert.Equal(fromProbabilities.Compute(logits.Sigmoid(), target).ToDouble(), fromLogits.Compute(logits, target).ToDouble(), 1e-14);
    }

    [Fact]
    public void BceWithLogits_LabelSmoothing_IsKeras()
    {
        var logits = Leaf(0.5, -1, 2, 1, 0, -0.5).Reshape([2, 3]);
        var target = Tensor.FromArray<long>([1, 0, 1, 0, 0, 1], 2, 3);
        using var loss = new BceWithLogits(new BceWithLogitsOptions { LabelSmoothing = 0.1 });
        using var keras = new KerasBinaryCrossentropy(labelSmoothing: 0.1);

        Assert.Equal(keras.Compute(logits, target).ToDouble(), loss.Compute(logits, target).ToDouble(), 1e-15);
    }

    [Fact]
    public void FeatureDistillation_TeachesTheStudentAlone()
    {
        var (student, teacher) = (Leaf(1, 2), Leaf(3, 5));
        using var distillation = new FeatureDistillation(new BceWithLogits(), featureWeight: 0.5);

        distillation.Compute(Leaf(0.0), Tensor.FromArray<long>([1]), student, teacher).Backward();

        Assert.Equal([-1.0, -1.5], student.Grad!.ToArray<double>());
        Assert.Null(teacher.Grad);
    }

    private static IEnumerable<KeyValuePair<string, object?>> Required(string name) => name switch
    {
        "dice" or "jaccard" or "tversky" or "lovasz" or "focal" => [new("mode", "multiclass")],
        "weighted_bce" => [new("pos_weight", new List<object?> { 1, 2, 3 }), new("neg_weight", new List<object?> { 1, 0.5, 0 })],
        "sum" => [new("losses", new List<object?> { "cross_entropy", "kl_div" })],
        _ => [],
    };

    private static List<KeyValuePair<string, object?>> Map(string key, object? value) => [new(key, value)];

    private static List<KeyValuePair<string, object?>> Map(params (string Key, object? Value)[] pairs) =>
        [.. pairs.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))];
}
