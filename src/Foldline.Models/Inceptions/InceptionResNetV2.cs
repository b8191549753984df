using Foldline.Torch.Nn;

namespace Foldline.Models.Inceptions;

/// <summary>Inception-ResNet V2 (Szegedy et al. 2017). Names as in timm's <c>inception_resnet_v2.py</c>.</summary>
internal sealed class InceptionResNetV2 : Inception
{
    public InceptionResNetV2(ModelOptions options)
        : base(options, "classif")
    {
        Append("conv2d_1a", InceptionConv.Valid(options.InChannels, 32, 3, 2));
        Append("conv2d_2a", InceptionConv.Valid(32, 32, 3));
        Append("conv2d_2b", InceptionConv.Same(32, 64, 3));
        AddMap(64, 2);
        Append("maxpool_3a", new MaxPool2d(3, 2));
        Append("conv2d_3b", InceptionConv.Valid(64, 80, 1));
        Append("conv2d_4a", InceptionConv.Valid(80, 192, 3));
        AddMap(192, 4);
        Append("maxpool_5a", new MaxPool2d(3, 2));
        Append("mixed_5b", Mixed5());
        Append("repeat", Repeat(10, Block35));
        AddMap(320, 8);
        Append("mixed_6a", Mixed6());
        Append("repeat_1", Repeat(20, Block17));
        AddMap(1088, 16);
        Append("mixed_7a", Mixed7());
        Append("repeat_2", Repeat(9, () => Block8(0.2, ActivationKind.Relu)));
        Append("block8", Block8(1, ActivationKind.Identity));
        Append("conv2d_7b", InceptionConv.Valid(2080, NumFeatures, 1));
        AddMap(NumFeatures, 32);
        RegisterClassifier();
    }

    public override int NumFeatures => 1536;

    public override string FirstConv => "conv2d_1a.conv";

    public override LayerGrouping Grouping { get; } = new("conv2d_[12]", Blocks, Blocks);

    private static LayerPattern[] Blocks =>
    [
        new("conv2d_[34]", 0), new("mixed_5b", 1), new(@"repeat\.", 2), new("mixed_6a", 3), new(@"repeat_1\.", 4), new("mixed_7a", 5),
        new(@"repeat_2\.", 6), new("block8|conv2d_7", LayerPattern.Last),
    ];

    private static Sequential Repeat(int count, Func<Layer> make)
    {
        var made = new Sequential();
        for (var i = 0; i < count; i++)
            made.Add(make());
        return made;
    }

    private static MixedBlock Mixed5() => new(
        Branch.Of("branch0", InceptionConv.Valid(192, 96, 1)),
        Branch.Of("branch1", new Sequential(InceptionConv.Valid(192, 48, 1), InceptionConv.Same(48, 64, 5))),
        Branch.Of("branch2", new Sequential(InceptionConv.Valid(192, 64, 1), InceptionConv.Same(64, 96, 3), InceptionConv.Same(96, 96, 3))),
        Branch.Of("branch3", new Sequential(new AvgPool2d(3, 1, 1, countIncludePad: false), InceptionConv.Valid(192, 64, 1))));

    private static ResidualMixedBlock Block35() => new(
        (128, 320),
        0.17,
        ActivationKind.Relu,
        Branch.Of("branch0", InceptionConv.Valid(320, 32, 1)),
        Branch.Of("branch1", new Sequential(InceptionConv.Valid(320, 32, 1), InceptionConv.Same(32, 32, 3))),
        Branch.Of("branch2", new Sequential(InceptionConv.Valid(320, 32, 1), InceptionConv.Same(32, 48, 3), InceptionConv.Same(48, 64, 3))));

    private static MixedBlock Mixed6() => new(
        Branch.Of("branch0", InceptionConv.Valid(320, 384, 3, 2)),
        Branch.Of("branch1", new Sequential(InceptionConv.Valid(320, 256, 1), InceptionConv.Same(256, 256, 3), InceptionConv.Valid(256, 384, 3, 2))),
        Branch.Of("branch2", new MaxPool2d(3, 2)));

    private static ResidualMixedBlock Block17() => new(
        (384, 1088),
        0.1,
        ActivationKind.Relu,
        Branch.Of("branch0", InceptionConv.Valid(1088, 192, 1)),
        Branch.Of("branch1", new Sequential(
            InceptionConv.Valid(1088, 128, 1),
            InceptionConv.Same(128, 160, (1, 7)),
            InceptionConv.Same(160, 192, (7, 1)))));

    private static MixedBlock Mixed7() => new(
        Branch.Of("branch0", new Sequential(InceptionConv.Valid(1088, 256, 1), InceptionConv.Valid(256, 384, 3, 2))),
        Branch.Of("branch1", new Sequential(InceptionConv.Valid(1088, 256, 1), InceptionConv.Valid(256, 288, 3, 2))),
        Branch.Of("branch2", new Sequential(InceptionConv.Valid(1088, 256, 1), InceptionConv.Same(256, 288, 3), InceptionConv.Valid(288, 320, 3, 2))),
        Branch.Of("branch3", new MaxPool2d(3, 2)));

    private static ResidualMixedBlock Block8(double scale, ActivationKind activation) => new(
        (448, 2080),
        scale,
        activation,
        Branch.Of("branch0", InceptionConv.Valid(2080, 192, 1)),
        Branch.Of("branch1", new Sequential(
            InceptionConv.Valid(2080, 192, 1),
            InceptionConv.Same(192, 224, (1, 3)),
            InceptionConv.Same(224, 256, (3, 1)))));
}
