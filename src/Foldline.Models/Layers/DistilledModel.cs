using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>
/// A network with two classifiers of the pooled features, of which the second (<c>head_dist</c>) learned from a teacher. Their mean
/// is the result, while training too.
/// </summary>
internal abstract class DistilledModel(ModelOptions options) : ImageModel(options, Head)
{
    private const string Head = "head";
    private const string SecondHead = "head_dist";
    private Layer? second;

    public override IReadOnlyList<string> ClassifierNames { get; } = [Head, SecondHead];

    public override Tensor ForwardHead(Tensor features, bool preLogits = false)
    {
        using var scope = new TensorScope();
        var pooled = base.ForwardHead(features, preLogits: true);
        return scope.Keep(preLogits ? pooled : (Classifier.Forward(pooled) + second!.Forward(pooled)) / 2);
    }

    protected override void InitializeClassifier(TorchGenerator generator)
    {
        base.InitializeClassifier(generator);
        second!.Initialize(generator);
    }

    protected override void PlaceClassifier(Layer layer)
    {
        base.PlaceClassifier(layer);
        second = Register(SecondHead, MakeClassifier());
    }
}
