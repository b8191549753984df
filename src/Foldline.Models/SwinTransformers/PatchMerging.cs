using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.SwinTransformers;

/// <summary>Joins the channels of 2×2 places and projects them: [N, H, W, C] → [N, H/2, W/2, out]; odd sides are padded.</summary>
internal sealed class PatchMerging : Layer
{
    private readonly LayerNorm norm;
    private readonly Linear reduction;
    private readonly bool normFirst;

    public PatchMerging(int inChannels, int outChannels, bool normFirst)
    {
        this.normFirst = normFirst;
        if (normFirst)
            norm = Register("norm", new LayerNorm(4 * inChannels));
        reduction = Register("reduction", new Linear(4 * inChannels, outChannels, bias: false));
        norm ??= Register("norm", new LayerNorm(outChannels));
    }

    public override Tensor Forward(Tensor input)
    {
        var joined = Join(input);
        return normFirst ? joined.Then(norm).Then(reduction) : joined.Then(reduction).Then(norm);
    }

    private static Tensor Join(Tensor input)
    {
        using var scope = new TensorScope();
        var (height, width) = (input.Size(1), input.Size(2));
        var padded = height % 2 + (width % 2) == 0 ? input : input.ConstantPadNd([0, 0, 0, width % 2, 0, height % 2]);
        var parts = padded.Reshape([-1, padded.Size(1) / 2, 2, padded.Size(2) / 2, 2, padded.Size(3)]);
        return scope.Keep(parts.Permute([0, 1, 3, 4, 2, 5]).Flatten(3));
    }
}
