using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientVits;

/// <summary>The part <c>head</c>: a 1×1 convolution, pooling, a hidden layer with a norm, the classifier.</summary>
internal sealed class EfficientVitHead : Module
{
    private const int ClassifierIndex = 4;
    private readonly ConvUnit inConv;
    private readonly Sequential classifier;

    public EfficientVitHead(EfficientVitSettings settings, double dropRate)
    {
        var (first, second) = (settings.HiddenWidths[0], settings.HiddenWidths[1]);

        // The plain kind keeps PyTorch's epsilon, as the settings do; the norm of the map is the default one in both.
        inConv = Register("in_conv", new ConvUnit((settings.Widths[^1], first, 1, 1, 1), 1e-5, settings.Activation));
        classifier = Register("classifier", new Sequential(
            new Linear(first, second, bias: false),
            new LayerNorm(second, settings.Epsilon),
            new Activation(settings.Activation),
            new Dropout(dropRate)));
    }

    /// <summary>Puts a classifier in place of the last one.</summary>
    public void Place(Layer layer)
    {
        if (classifier.Count > ClassifierIndex)
            classifier.Replace(ClassifierIndex, layer);
        else
            classifier.Add(layer);
    }

    /// <summary>[N, C, h, w] → [N, hidden].</summary>
    public Tensor PreLogits(Tensor features, GlobalPoolKind pool)
    {
        using var scope = new TensorScope();
        var x = Pooling.Apply(inConv.Forward(features), pool);
        for (var i = 0; i < ClassifierIndex; i++)
            x = classifier[i].Forward(x);
        return scope.Keep(x);
    }
}
