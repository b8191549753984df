using System.Collections.Immutable;
using System.Text.Json;
using Foldline.Torch;
using Foldline.Training.Losses;

namespace Foldline.Tests.Training.Losses;

public sealed class CrossEntropyTests
{
    private const string File = "numeric/losses";

    private static readonly string[] Kinds = ["cross_entropy", "cross_entropy_spatial", "cross_entropy_soft_target"];

    // Binary, focal, overlap and mixing losses come with the recipes that use them.
    private static readonly string[] Later =
    [
        "nll_loss", "bce_with_logits", "bce_probability", "keras_binary_crossentropy", "ranzcr_weighted_bce", "tfa_sigmoid_focal",
        "torchvision_sigmoid_focal", "kl_div_batchmean_log_softmax", "kl_div_log_softmax", "regression", "distill_mse_bce",
        "smp_DiceLoss", "smp_JaccardLoss", "smp_TverskyLoss", "smp_DiceLoss_ignore_index", "smp_DiceLoss_classes",
        "smp_DiceLoss_empty_target", "smp_LovaszLoss", "smp_LovaszLoss_ignore_index", "smp_FocalLoss", "smp_SoftBCEWithLogitsLoss",
        "smp_SoftCrossEntropyLoss", "smp_MCCLoss", "timm_LabelSmoothingCrossEntropy", "timm_SoftTargetCrossEntropy",
        "timm_BinaryCrossEntropy", "timm_AsymmetricLossMultiLabel", "mixup_target", "mixup_images", "mixup_images_permutation",
        "cutmix_images", "rand_bbox", "timm_Mixup", "mixup_criterion",
    ];

    public static TheoryData<string> Ids => Oracle.Ids(File, Kinds);

    [Fact]
    [Trait("kind", "oracle")]
    public void Reference_HasOnlyKnownKinds() =>
        Assert.Empty(Oracle.Cases(File).Select(item => item.GetProperty("kind").GetString()!).Except(Kinds).Except(Later));

    [Theory]
    [Trait("kind", "oracle")]
    [MemberData(nameof(Ids))]
    public void Compute_EqualsTheReference(string id)
    {
        var before = Tensor.Live;
        Check(Oracle.Case(File, id));
        Assert.Equal(before, Tensor.Live);
    }

    [Fact]
    public void Compute_HalfPrecisionLogits_IsDoneInFloat32()
    {
        var before = Tensor.Live;
        using (new TensorScope())
        using (var loss = new CrossEntropy())
        {
            var logits = Tensor.FromArray<float>([1.5f, -0.5f], 1, 2).To(DType.BFloat16);
            var value = loss.Compute(logits, Tensor.FromArray<long>([0], 1));
            Assert.Equal(DType.Float32, value.DType);
            Assert.Equal(Math.Log(1 + Math.Exp(-2)), value.ToDouble(), 1e-6);
        }

        Assert.Equal(before, Tensor.Live);
    }

    [Fact]
    public void Compute_WrongNumberOfWeights_IsAUsersError()
    {
        using var scope = new TensorScope();
        using var loss = LossTable.Standard.Create("cross_entropy", new PartArguments("cross_entropy", [new("weight", new List<object?> { 1, 2, 3 })]));
        var e = Assert.Throws<FoldlineException>(() => loss.Compute(Aten.Zeros([2, 2]), Tensor.FromArray<long>([0, 1], 2)));
        Assert.Equal("FL5501", e.Code);
    }

    private static void Check(JsonElement item)
    {
        using var scope = new TensorScope();
        using var loss = new CrossEntropy(Options(item.GetProperty("params")));
        var values = item.GetProperty("input").Numbers();
        var shape = item.GetProperty("input").Shape();
        var target = Target(item.GetProperty("target"));

        var input = Tensor.FromArray(values, shape);
        input.RequiresGrad = true;
        var value = loss.Compute(input, target);
        Equal(item.GetProperty("value").Numbers(), value.ToArray<double>(), 1e-12, 0);
        value.Sum().Backward();
        Equal(item.GetProperty("grad").Numbers(), input.Grad!.ToArray<double>(), 1e-12, 1e-15);

        var single = loss.Compute(Tensor.FromArray(Array.ConvertAll(values, number => (float)number), shape), target);
        Equal(item.GetProperty("value_float32").Numbers(), single.ToArray<double>(), 2e-6, 0);
    }

    private static CrossEntropyOptions Options(JsonElement parameters) => new()
    {
        LabelSmoothing = parameters.GetProperty("label_smoothing").GetDouble(),
        Weight = parameters.GetProperty("weight") is { ValueKind: JsonValueKind.Array } weight ? [.. weight.Numbers()] : [],
        IgnoreIndex = parameters.TryGetProperty("ignore_index", out var ignore) ? ignore.GetInt64() : -100,
        Reduction = parameters.GetProperty("reduction").GetString() switch
        {
            "none" => LossReduction.None,
            "sum" => LossReduction.Sum,
            _ => LossReduction.Mean,
        },
    };

    // Class numbers have one dimension less than the input, but the number of dimensions alone does not tell: soft targets hold fractions.
    private static Tensor Target(JsonElement target)
    {
        var numbers = target.Numbers();
        return numbers.All(double.IsInteger)
            ? Tensor.FromArray(Array.ConvertAll(numbers, number => (long)number), target.Shape())
            : Tensor.FromArray(numbers, target.Shape());
    }

    private static void Equal(double[] expected, double[] actual, double relative, double absolute)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var isEqual = double.IsNaN(expected[i]) ? double.IsNaN(actual[i]) : Math.Abs(expected[i] - actual[i]) <= (relative * Math.Abs(expected[i])) + absolute;
            Assert.True(isEqual, $"element {i}: {actual[i]:R} is not {expected[i]:R}");
        }
    }
}
