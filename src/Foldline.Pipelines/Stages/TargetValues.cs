using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;
using Foldline.Torch;
using Foldline.Training.Extensions;
using Foldline.Training.Metrics;
using Foldline.Training.Prediction;

namespace Foldline.Pipelines.Stages;

/// <summary>Targets of samples as training, validation and scoring take them.</summary>
internal static class TargetValues
{
    /// <summary>How logits become predictions.</summary>
    public static OutputActivation ActivationOf(TargetKind kind) => kind is TargetKind.Class or TargetKind.Shares ? OutputActivation.Softmax : OutputActivation.Sigmoid;

    /// <summary>Class numbers [S], or labels or shares [S, C]; null for masks, which come with the batches.</summary>
    public static Tensor? ToTensor(SampleTargets targets, Device device)
    {
        using var scope = new TensorScope();
        Tensor? tensor = targets.Kind switch
        {
            TargetKind.Class => Tensor.FromArray(targets.Classes.Select(target => (long)target).ToArray()),
            TargetKind.Labels => Rows(targets.Labels.Select(label => (float)label), targets.Width),
            TargetKind.Shares => Rows(targets.Shares.Select(share => (float)share), targets.Width),
            _ => null,
        };
        return tensor is null ? null : scope.Keep(tensor.To(device));
    }

    /// <summary>The options of a validation.</summary>
    public static EvaluationOptions Evaluation(SampleTargets targets, IReadOnlyList<Func<Metric>> metrics) => new()
    {
        Targets = (targets.Kind == TargetKind.Labels ? targets.Labels : targets.Classes).AsMemory(),
        TargetsPerSample = targets.Kind == TargetKind.Labels ? targets.Width : 1,
        Distributions = targets.Shares.AsMemory(),
        Activation = ActivationOf(targets.Kind),
        Metrics = metrics,
    };

    /// <summary>Predictions beside the targets of their samples.</summary>
    /// <param name="targets">The targets of these samples, in their order.</param>
    /// <param name="probabilities">[N · C].</param>
    /// <param name="classes">C.</param>
    public static PredictionBatch Beside(SampleTargets targets, ReadOnlySpan<double> probabilities, int classes) => targets.Kind == TargetKind.Shares
        ? PredictionBatch.OfDistributions(probabilities, targets.Shares.AsSpan(), classes)
        : new PredictionBatch(probabilities, (targets.Kind == TargetKind.Labels ? targets.Labels : targets.Classes).AsSpan(), classes);

    private static Tensor Rows(IEnumerable<float> values, int width)
    {
        float[] all = [.. values];
        return Tensor.FromArray(all, all.Length / width, width);
    }
}
