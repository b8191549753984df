using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientNets;

/// <summary>
/// Networks of mobile blocks with a convolution before the pooling: EfficientNet, EfficientNetV2, their TensorFlow and Lite variants,
/// MNASNet, MobileNet V1 and V2, FBNet-C, Single-Path NAS, MixNet, TinyNet, CondConv. Names as in timm's <c>efficientnet.py</c>.
/// </summary>
internal sealed class EfficientNet : MobileNetwork
{
    private readonly Layer head;
    private readonly Layer bn2;
    private readonly Layer act2;

    public EfficientNet(EfficientNetSettings settings, ModelOptions options)
        : base(settings, options)
    {
        NumFeatures = settings.Features > 0 ? settings.ScaledFeatures() : LastWidth;
        head = Register<Layer>("conv_head", settings.Features > 0 ? Parts.Conv(LastWidth, NumFeatures, [1]) : new Identity());
        bn2 = Register<Layer>("bn2", settings.Features > 0 ? Parts.Norm(NumFeatures, activates: true) : new Identity());
        act2 = Register("act2", Parts.Activation(settings.Features > 0 ? settings.Activation : ActivationKind.Identity));
        RegisterClassifier();
    }

    public override int NumFeatures { get; }

    public override LayerGrouping Grouping { get; } = new(
        "conv_stem|bn1",
        [new(@"blocks\.(\d+)"), new("conv_head|bn2", LayerPattern.Last)],
        [new(@"blocks\.(\d+)\.(\d+)"), new("conv_head|bn2", LayerPattern.Last)]);

    public override Tensor ForwardFeatures(Tensor images) => ForwardBlocks(images).Then(head).Then(bn2).Then(act2);
}
