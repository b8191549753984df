using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>
/// Lovász extension of intersection over union (Berman, Triki and Blaschko, 2018): the hinge for logits of yes-or-no masks, all
/// channels taken together; the softmax form, the mean over the classes that occur, for <see cref="SegmentationMode.Multiclass"/>.
/// Definition: segmentation_models_pytorch's <c>LovaszLoss</c>.
/// </summary>
/// <param name="mode">What the channels are.</param>
/// <param name="perImage">Whether each image has a loss of its own, and the batch their mean.</param>
/// <param name="ignoreIndex">Pixels with this target are left out; null = none.</param>
public sealed class LovaszLoss(SegmentationMode mode = SegmentationMode.Binary, bool perImage = false, long? ignoreIndex = null) : TensorLoss
{
    /// <inheritdoc/>
    public override string Name => "lovasz";

    /// <inheritdoc/>
    protected override Tensor Evaluate(Tensor output, Tensor target)
    {
        var isMulticlass = mode == SegmentationMode.Multiclass;
        var scores = isMulticlass ? output.Softmax(1) : output;
        var truth = isMulticlass ? LossTargets.ClassNumbers(output, target, Name) : LossTargets.Dense(output, target, Name);
        if (!perImage)
            return OfImages(scores, truth);
        var images = Enumerable.Range(0, (int)output.Size(0)).Select(i => OfImages(scores.Narrow(0, i, 1), truth.Narrow(0, i, 1)));
        return Aten.Stack([.. images]).Mean();
    }

    private Tensor OfImages(Tensor scores, Tensor truth) => mode == SegmentationMode.Multiclass ? Softmax(scores, truth) : Hinge(scores, truth);

    private Tensor Hinge(Tensor logits, Tensor truth)
    {
        var (scores, labels) = (logits.Reshape([-1, 1]), truth.Reshape([-1, 1]));
        if (Valid(labels) is { } valid)
            (scores, labels) = (scores.IndexSelect(0, valid), labels.IndexSelect(0, valid));
        if (scores.Count == 0)
            return logits.Sum() * 0;
        var errors = 1 - (scores * ((2 * labels) - 1));
        return Extension(errors, labels, useRelu: true).Sum();
    }

    private Tensor Softmax(Tensor probabilities, Tensor truth)
    {
        var classes = probabilities.Size(1);
        var (scores, labels) = (probabilities.Movedim(1, -1).Reshape([-1, classes]), truth.Reshape([-1]));
        if (Valid(labels) is { } valid)
            (scores, labels) = (scores.IndexSelect(0, valid), labels.IndexSelect(0, valid));
        if (scores.Count == 0)
            return probabilities.Sum() * 0;
        var members = labels.OneHot(classes).To(scores.DType);
        var present = members.Amax([0]);
        return (Extension((members - scores).Abs(), members, useRelu: false) * present).Sum() / present.Sum();
    }

    // The errors in descending order, each times what it adds to 1 - IoU; columns are independent. [P, C] and [P, C] give [C].
    private static Tensor Extension(Tensor errors, Tensor labels, bool useRelu)
    {
        var (sorted, order) = errors.Sort(true, 0, true);
        var truth = labels.Gather(0, order);
        var total = truth.Sum([0], true);
        var intersection = total - truth.Cumsum(0);
        var union = total + (1 - truth).Cumsum(0);
        var jaccard = 1 - (intersection / union);
        var before = Aten.Cat([Aten.ZerosLike(total), jaccard.Narrow(0, 0, jaccard.Size(0) - 1)]);
        return ((useRelu ? sorted.Relu() : sorted) * (jaccard - before)).Sum([0]);
    }

    private Tensor? Valid(Tensor labels) => ignoreIndex is { } ignored ? labels.Reshape([-1]).Ne(ignored).Nonzero().Squeeze(1) : null;
}
