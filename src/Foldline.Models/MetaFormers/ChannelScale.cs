using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MetaFormers;

/// <summary>A learned factor for each channel, of maps [N, C, H, W] or tokens [N, tokens, C].</summary>
internal sealed class ChannelScale : Layer
{
    private readonly double initial;
    private readonly bool isMap;
    private readonly Tensor scale;

    public ChannelScale(int channels, double initial, bool isMap)
    {
        this.initial = initial;
        this.isMap = isMap;
        scale = Parameter("scale", Aten.Empty([channels]));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        return scope.Keep(input * (isMap ? scale.View([-1, 1, 1]) : scale));
    }

    protected override void ResetParameters(TorchGenerator generator) => Init.Constant(scale, initial);
}
