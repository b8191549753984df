using Foldline.Models.EfficientNets;
using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MobileNetV3s;

/// <summary>
/// Networks of mobile blocks whose last convolution comes after the pooling: MobileNet V3 and V4, FBNet V3, LCNet, HardCoRe-NAS. Names
/// as in timm's <c>mobilenetv3.py</c>.
/// </summary>
internal sealed class MobileNetV3 : MobileNetwork
{
    private readonly int features;
    private readonly Conv2d head;
    private readonly Layer normHead;
    private readonly Layer act2;

    public MobileNetV3(EfficientNetSettings settings, ModelOptions options)
        : base(settings, options)
    {
        features = settings.Features;
        head = Register("conv_head", new Conv2d(base.HeadFeatures, features, 1, new Conv2dOptions { Bias = settings.HeadBias && !settings.HeadNorm }));
        normHead = Register<Layer>("norm_head", settings.HeadNorm ? Parts.Norm(features) : new Identity());
        act2 = Register("act2", new Activation(settings.Activation));
        RegisterClassifier();
    }

    public override int NumFeatures => LastWidth;

    public override int HeadFeatures => features;

    public override LayerGrouping Grouping { get; } = new("conv_stem|bn1", [new(@"blocks\.(\d+)")], [new(@"blocks\.(\d+)\.(\d+)")]);

    public override Tensor ForwardFeatures(Tensor images) => ForwardBlocks(images);

    public override Tensor ForwardHead(Tensor features, bool preLogits = false)
    {
        using var scope = new TensorScope();
        var vectors = PooledHead.Apply(features, GlobalPool, head, normHead, act2);
        if (Options.DropRate > 0 && Training)
            vectors = vectors.Dropout(Options.DropRate, train: true);
        return scope.Keep(preLogits ? vectors : Classifier.Forward(vectors));
    }
}
