using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Two linear layers with an activation between them: […, in] → […, out]; timm's <c>Mlp</c>.</summary>
internal sealed class Mlp : Layer
{
    private readonly Linear fc1;
    private readonly Layer act;
    private readonly Linear fc2;

    public Mlp(int inFeatures, int hidden, int? outFeatures = null, ActivationKind activation = ActivationKind.Gelu, bool bias = true)
    {
        fc1 = Register("fc1", new Linear(inFeatures, hidden, bias));
        act = Register("act", new Activation(activation));
        fc2 = Register("fc2", new Linear(hidden, outFeatures ?? inFeatures, bias));
    }

    public override Tensor Forward(Tensor input) => fc1.Forward(input).Then(act).Then(fc2);
}
