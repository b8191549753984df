using System.Collections.Immutable;
using System.Text.Json;
using Foldline.Torch;
using Foldline.Training.Losses;
using Foldline.Training.Mixing;

namespace Foldline.Tests.Training.Losses;

/// <summary>Reference case to loss.</summary>
internal static class LossCases
{
    /// <summary>Builds the loss of a case and applies it.</summary>
    public static Tensor Compute(JsonElement item, Tensor input, Tensor target)
    {
        var kind = item.GetProperty("kind").GetString()!;
        var parameters = item.GetProperty("params");
        switch (kind)
        {
            case "distill_mse_bce":
                using (var distillation = new FeatureDistillation(new BceWithLogits(), Number(parameters, "weight_mse", 1), Number(parameters, "weight_bce", 1)))
                    return distillation.Compute(input, target, Features(item, "student_features", input), Features(item, "teacher_features", input));
            case "mixup_criterion":
                using (var criterion = new MixupCriterion(new CrossEntropy()))
                {
                    var order = Tensor.FromArray(parameters.GetProperty("permutation").Numbers().Select(number => (long)number).ToArray());
                    return criterion.Compute(input, target, target.IndexSelect(0, order), parameters.GetProperty("lam").GetDouble());
                }

            case "nll_loss":
                using (var loss = Create(kind, parameters))
                    return loss.Compute(input.LogSoftmax(1), target);
            default:
                using (var loss = Create(kind, parameters))
                    return loss.Compute(input, target);
        }
    }

    public static Loss Create(string kind, JsonElement p) => kind switch
    {
        "cross_entropy" or "cross_entropy_spatial" or "cross_entropy_soft_target" => new CrossEntropy(CrossEntropyOptions(p)),
        "nll_loss" => new NegativeLogLikelihood(CrossEntropyOptions(p)),
        "bce_with_logits" => new BceWithLogits(new BceWithLogitsOptions { PosWeight = List(p, "pos_weight"), Weight = List(p, "weight"), Reduction = Reduction(p) }),
        "bce_probability" => new BinaryCrossEntropy(reduction: Reduction(p)),
        "keras_binary_crossentropy" => new KerasBinaryCrossentropy(Form(p), Number(p, "label_smoothing", 0), Number(p, "epsilon", 1e-7)),
        "ranzcr_weighted_bce" => new WeightedBce(List(p, "pos_weight"), List(p, "neg_weight"), fromLogits: false, LossReduction.None),
        "tfa_sigmoid_focal" => new TfaSigmoidFocal(Number(p, "alpha", 0.25), Number(p, "gamma", 2), p.GetProperty("from_logits").GetBoolean(), LossReduction.None),
        "torchvision_sigmoid_focal" => new SigmoidFocalLoss(Number(p, "alpha", 0.25), Number(p, "gamma", 2), Reduction(p)),
        "kl_div_batchmean_log_softmax" or "kl_div_log_softmax" => new KlDivergence(Reduction(p)),
        "regression" => Regression(p),
        "smp_DiceLoss" or "smp_DiceLoss_ignore_index" or "smp_DiceLoss_classes" => new DiceLoss(Region(p)),
        "smp_DiceLoss_empty_target" => Word(p, "loss") == "jaccard" ? new JaccardLoss(Region(p)) : new DiceLoss(Region(p)),
        "smp_JaccardLoss" => new JaccardLoss(Region(p)),
        "smp_TverskyLoss" => new TverskyLoss(Region(p), Number(p, "alpha", 0.5), Number(p, "beta", 0.5), Number(p, "gamma", 1)),
        "smp_LovaszLoss" or "smp_LovaszLoss_ignore_index" => new LovaszLoss(Mode(p), Flag(p, "per_image", false), Integer(p, "ignore_index")),
        "smp_FocalLoss" => new FocalLoss(Focal(p)),
        "smp_SoftBCEWithLogitsLoss" => new SoftBceWithLogitsLoss(
            Number(p, "smooth_factor", 0), Integer(p, "ignore_index"), List(p, "weight"), List(p, "pos_weight"), Reduction(p)),
        "smp_SoftCrossEntropyLoss" => new SoftCrossEntropyLoss(Number(p, "smooth_factor", 0), Integer(p, "ignore_index"), Reduction(p)),
        "smp_MCCLoss" => new MccLoss(Number(p, "eps", 1e-5)),
        "timm_LabelSmoothingCrossEntropy" => new CrossEntropy(new CrossEntropyOptions { LabelSmoothing = Number(p, "smoothing", 0.1) }),
        "timm_SoftTargetCrossEntropy" => new CrossEntropy(),
        "timm_BinaryCrossEntropy" => new TimmBinaryCrossEntropy(Number(p, "smoothing", 0.1), Optional(p, "target_threshold")),
        "timm_AsymmetricLossMultiLabel" => new AsymmetricLossMultiLabel(
            Number(p, "gamma_neg", 4), Number(p, "gamma_pos", 1), Number(p, "clip", 0.05), Number(p, "eps", 1e-8)),
        _ => throw new InvalidOperationException($"Unknown kind '{kind}'."),
    };

    private static CrossEntropyOptions CrossEntropyOptions(JsonElement p) => new()
    {
        LabelSmoothing = Number(p, "label_smoothing", 0),
        Weight = List(p, "weight"),
        IgnoreIndex = Integer(p, "ignore_index") ?? -100,
        Reduction = Reduction(p),
    };

    private static RegressionLoss Regression(JsonElement p) => Word(p, "loss") switch
    {
        "mse" => new RegressionLoss(RegressionKind.Squared, reduction: Reduction(p)),
        "l1" => new RegressionLoss(RegressionKind.Absolute, reduction: Reduction(p)),
        "smooth_l1" => new RegressionLoss(RegressionKind.SmoothAbsolute, Number(p, "beta", 1), Reduction(p)),
        "huber" => new RegressionLoss(RegressionKind.Huber, Number(p, "delta", 1), Reduction(p)),
        var loss => throw new InvalidOperationException($"Unknown regression loss '{loss}'."),
    };

    private static RegionLossOptions Region(JsonElement p) => new()
    {
        Mode = Mode(p),
        FromLogits = Flag(p, "from_logits", true),
        LogLoss = Flag(p, "log_loss", false),
        Smooth = Number(p, "smooth", 0),
        Epsilon = Number(p, "eps", 1e-7),
        IgnoreIndex = Integer(p, "ignore_index"),
        Classes = [.. List(p, "classes").Select(c => (int)c)],
    };

    private static FocalLossOptions Focal(JsonElement p) => new()
    {
        Mode = Mode(p),
        Alpha = Optional(p, "alpha"),
        Gamma = Number(p, "gamma", 2),
        IgnoreIndex = Integer(p, "ignore_index"),
        Normalized = Flag(p, "normalized", false),
        ReducedThreshold = Optional(p, "reduced_threshold"),
        Reduction = Reduction(p),
    };

    private static KerasBceForm Form(JsonElement p) => Word(p, "form") switch
    {
        "logits" => KerasBceForm.Logits,
        "tf2_probability" => KerasBceForm.Tf2Probability,
        "keras3_probability" => KerasBceForm.Keras3Probability,
        var form => throw new InvalidOperationException($"Unknown form '{form}'."),
    };

    private static SegmentationMode Mode(JsonElement p) => Enum.Parse<SegmentationMode>(Word(p, "mode")!, ignoreCase: true);

    private static LossReduction Reduction(JsonElement p) => Word(p, "reduction") switch
    {
        null or "mean" => LossReduction.Mean,
        "none" => LossReduction.None,
        "sum" => LossReduction.Sum,
        "batchmean" => LossReduction.BatchMean,
        var reduction => throw new InvalidOperationException($"Unknown reduction '{reduction}'."),
    };

    private static Tensor Features(JsonElement item, string name, Tensor like)
    {
        var rows = item.GetProperty(name);
        return Tensor.FromArray(rows.Numbers(), rows.GetArrayLength(), rows[0].GetArrayLength()).To(like.DType);
    }

    private static JsonElement? Given(JsonElement p, string name) =>
        p.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Word(JsonElement p, string name) => Given(p, name)?.GetString();

    private static double? Optional(JsonElement p, string name) => Given(p, name)?.Number();

    private static double Number(JsonElement p, string name, double fallback) => Optional(p, name) ?? fallback;

    private static long? Integer(JsonElement p, string name) => Given(p, name)?.GetInt64();

    private static bool Flag(JsonElement p, string name, bool fallback) => Given(p, name)?.GetBoolean() ?? fallback;

    private static ImmutableArray<double> List(JsonElement p, string name) => Given(p, name) is { } list ? [.. list.Numbers()] : [];
}
