using Foldline.Torch.Nn;

namespace Foldline.Models.ResNetV2s;

/// <summary>The shortcut of a stage's first block: pooling if the settings say so, a 1×1 convolution, a norm where the block ends in one.</summary>
internal sealed class Downsample : Sequential
{
    public Downsample(ResNetV2Parts parts, BlockShape shape)
    {
        var pools = parts.Settings.AverageDown;
        Add("pool", pools && shape.Stride > 1 ? new AvgPool2d(2, shape.Stride, ceilMode: true, countIncludePad: false) : new Identity());
        Add("conv", parts.Conv(shape.InChannels, shape.OutChannels, 1, pools ? 1 : shape.Stride));
        Add("norm", parts.Settings.PreActivation ? new Identity() : parts.Norm(shape.OutChannels, activate: false));
    }
}
