using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.RepVits;

/// <summary>The mean of two classifiers, each behind a batch normalisation; the second learned from a teacher.</summary>
internal sealed class RepVitClassifier : Layer
{
    private readonly Sequential head;
    private readonly Sequential distilled;

    public RepVitClassifier(int features, int classes)
    {
        head = Register("head", NormLinear(features, classes));
        distilled = Register("head_dist", NormLinear(features, classes));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        return scope.Keep((head.Forward(input) + distilled.Forward(input)) / 2);
    }

    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        this.InitializeLinear(generator);
    }

    private static Sequential NormLinear(int features, int classes) => new(new Dictionary<string, Layer>
    {
        ["bn"] = new BatchNorm2d(features),
        ["l"] = new Linear(features, classes),
    });
}
