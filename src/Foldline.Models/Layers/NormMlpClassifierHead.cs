using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>
/// The part <c>head</c> that normalises the pooled features (<c>head.norm</c>), if asked passes them through a hidden layer
/// (<c>head.pre_logits.fc</c>) and classifies (<c>head.fc</c>); timm's <c>NormMlpClassifierHead</c>.
/// </summary>
internal sealed class NormMlpClassifierHead : Module
{
    private readonly Layer norm;
    private readonly Layer hidden;
    private readonly double dropRate;

    /// <param name="features">Channels of the last feature map.</param>
    /// <param name="norm">A norm over the channels of maps.</param>
    /// <param name="hiddenSize">Length of the hidden layer; 0 for none.</param>
    /// <param name="activation">Of the hidden layer.</param>
    /// <param name="dropRate">Probability of dropout before the classifier.</param>
    public NormMlpClassifierHead(int features, Layer norm, int hiddenSize, ActivationKind activation, double dropRate)
    {
        this.dropRate = dropRate;
        this.norm = Register("norm", norm);
        hidden = Register<Layer>("pre_logits", hiddenSize == 0 ? new Identity() : new Sequential(new Dictionary<string, Layer>
        {
            ["fc"] = new Linear(features, hiddenSize),
            ["act"] = new Activation(activation),
        }));
    }

    /// <summary>Puts a classifier in place of the last one.</summary>
    public void Place(Layer classifier) => Register("fc", classifier);

    /// <summary>Pools, normalises and so on up to the classifier: [N, C, h, w] → [N, features]; without pooling the normalised map.</summary>
    public Tensor PreLogits(Tensor features, GlobalPoolKind pool)
    {
        if (pool == GlobalPoolKind.None)
            return norm.Forward(features);
        using var scope = new TensorScope();
        var pooled = Pooling.Apply(features, pool);
        var vectors = hidden.Forward(norm.Forward(pooled.View([pooled.Size(0), -1, 1, 1])).Flatten(1));
        return scope.Keep(dropRate > 0 && Training ? vectors.Dropout(dropRate, train: true) : vectors);
    }
}
