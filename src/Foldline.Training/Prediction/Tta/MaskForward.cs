using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Training.Prediction.Tta;

/// <summary>The probabilities that one or several segmentation networks give to pixels under one or several views.</summary>
/// <param name="models">The networks, on their device, in evaluation mode; their probabilities are averaged.</param>
/// <param name="forward">Where and in which number format they run.</param>
/// <param name="views">The views.</param>
/// <param name="areClasses">Whether a pixel has one class (softmax) or a yes or no for each (sigmoid).</param>
public sealed class MaskForward(IReadOnlyList<Layer> models, ForwardContext forward, ViewSet views, bool areClasses)
{
    /// <summary>Predicts a batch.</summary>
    /// <param name="images">[N, C, H, W].</param>
    /// <returns>[N, classes, H, W] in single precision, each from 0 to 1.</returns>
    public Tensor Run(Tensor images)
    {
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        Tensor? sum = null;
        foreach (var model in models)
        {
            var merger = new PixelMerger(views.Merge);
            foreach (var view in views.Views)
                merger.Add(view, Probabilities(forward.Forward(model, view.Look(images))), views.Size);
            sum = sum is null ? merger.Result() : sum + merger.Result();
        }

        return scope.Keep(models.Count == 1 ? sum! : sum! / models.Count);
    }

    private Tensor Probabilities(Tensor logits) => areClasses ? logits.Softmax(1) : logits.Sigmoid();
}
