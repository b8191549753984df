using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MetaFormers;

/// <summary>A classifier of two layers: [N, features] → [N, classes].</summary>
internal sealed class MlpClassifier : Layer
{
    private const int Expansion = 4;
    private const double Epsilon = 1e-6;
    private readonly Linear fc1;
    private readonly SquaredRelu act;
    private readonly LayerNorm norm;
    private readonly Linear fc2;
    private readonly Dropout dropout;

    public MlpClassifier(int features, int classes, double dropRate)
    {
        fc1 = Register("fc1", new Linear(features, Expansion * features));
        act = Register("act", new SquaredRelu());
        norm = Register("norm", new LayerNorm(Expansion * features, Epsilon));
        fc2 = Register("fc2", new Linear(Expansion * features, classes));
        dropout = Register("head_drop", new Dropout(dropRate));
    }

    public override Tensor Forward(Tensor input) => fc1.Forward(input).Then(act).Then(norm).Then(dropout).Then(fc2);
}
