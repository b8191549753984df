using Foldline.Torch.Nn;

namespace Foldline.Models.Inceptions;

/// <summary>Inception V4 (Szegedy et al. 2017). Names as in timm's <c>inception_v4.py</c>.</summary>
internal sealed class InceptionV4 : Inception
{
    private readonly Sequential features;

    public InceptionV4(ModelOptions options)
        : base(options, "last_linear")
    {
        features = Register("features", new Sequential());
        Add(InceptionConv.Valid(options.InChannels, 32, 3, 2));
        Add(InceptionConv.Valid(32, 32, 3));
        Add(InceptionConv.Same(32, 64, 3));
        AddMap(64, 2);
        Add(new MixedBlock(Branch.Of("maxpool", new MaxPool2d(3, 2)), Branch.Of("conv", InceptionConv.Valid(64, 96, 3, 2))));
        AddMap(160, 4);
        Add(Mixed4());
        Add(new MixedBlock(Branch.Of("conv", InceptionConv.Valid(192, 192, 3, 2)), Branch.Of("maxpool", new MaxPool2d(3, 2))));
        Add(4, MixedA);
        AddMap(384, 8);
        Add(ReductionA());
        Add(7, MixedB);
        AddMap(1024, 16);
        Add(ReductionB());
        Add(3, MixedC);
        AddMap(NumFeatures, 32);
        RegisterClassifier();
    }

    public override int NumFeatures => 1536;

    public override string FirstConv => "features.0.conv";

    public override LayerGrouping Grouping { get; } = new(@"features\.[012]\.", [new(@"features\.(\d+)")], [new(@"features\.(\d+)")]);

    private static AvgPool2d Average() => new(3, 1, 1, countIncludePad: false);

    private static MixedBlock Mixed4() => new(
        Branch.Of("branch0", new Sequential(InceptionConv.Valid(160, 64, 1), InceptionConv.Valid(64, 96, 3))),
        Branch.Of("branch1", new Sequential(
            InceptionConv.Valid(160, 64, 1),
            InceptionConv.Same(64, 64, (1, 7)),
            InceptionConv.Same(64, 64, (7, 1)),
            InceptionConv.Valid(64, 96, 3))));

    private static MixedBlock MixedA() => new(
        Branch.Of("branch0", InceptionConv.Valid(384, 96, 1)),
        Branch.Of("branch1", new Sequential(InceptionConv.Valid(384, 64, 1), InceptionConv.Same(64, 96, 3))),
        Branch.Of("branch2", new Sequential(InceptionConv.Valid(384, 64, 1), InceptionConv.Same(64, 96, 3), InceptionConv.Same(96, 96, 3))),
        Branch.Of("branch3", new Sequential(Average(), InceptionConv.Valid(384, 96, 1))));

    private static MixedBlock ReductionA() => new(
        Branch.Of("branch0", InceptionConv.Valid(384, 384, 3, 2)),
        Branch.Of("branch1", new Sequential(InceptionConv.Valid(384, 192, 1), InceptionConv.Same(192, 224, 3), InceptionConv.Valid(224, 256, 3, 2))),
        Branch.Of("branch2", new MaxPool2d(3, 2)));

    private static MixedBlock MixedB() => new(
        Branch.Of("branch0", InceptionConv.Valid(1024, 384, 1)),
        Branch.Of("branch1", new Sequential(
            InceptionConv.Valid(1024, 192, 1),
            InceptionConv.Same(192, 224, (1, 7)),
            InceptionConv.Same(224, 256, (7, 1)))),
        Branch.Of("branch2", new Sequential(
            InceptionConv.Valid(1024, 192, 1),
            InceptionConv.Same(192, 192, (7, 1)),
            InceptionConv.Same(192, 224, (1, 7)),
            InceptionConv.Same(224, 224, (7, 1)),
            InceptionConv.Same(224, 256, (1, 7)))),
        Branch.Of("branch3", new Sequential(Average(), InceptionConv.Valid(1024, 128, 1))));

    private static MixedBlock ReductionB() => new(
        Branch.Of("branch0", new Sequential(InceptionConv.Valid(1024, 192, 1), InceptionConv.Valid(192, 192, 3, 2))),
        Branch.Of("branch1", new Sequential(
            InceptionConv.Valid(1024, 256, 1),
            InceptionConv.Same(256, 256, (1, 7)),
            InceptionConv.Same(256, 320, (7, 1)),
            InceptionConv.Valid(320, 320, 3, 2))),
        Branch.Of("branch2", new MaxPool2d(3, 2)));

    private static MixedBlock MixedC() => new(
        Branch.Of("branch0", InceptionConv.Valid(1536, 256, 1)),
        Branch.Of("branch1_0", InceptionConv.Valid(1536, 384, 1))
            .Into(("branch1_1a", InceptionConv.Same(384, 256, (1, 3))), ("branch1_1b", InceptionConv.Same(384, 256, (3, 1)))),
        Branch.Of("branch2_0", InceptionConv.Valid(1536, 384, 1))
            .Then("branch2_1", InceptionConv.Same(384, 448, (3, 1)))
            .Then("branch2_2", InceptionConv.Same(448, 512, (1, 3)))
            .Into(("branch2_3a", InceptionConv.Same(512, 256, (1, 3))), ("branch2_3b", InceptionConv.Same(512, 256, (3, 1)))),
        Branch.Of("branch3", new Sequential(Average(), InceptionConv.Valid(1536, 256, 1))));

    private void Add(Layer layer)
    {
        features.Add(layer);
        AppendRegistered($"features.{features.Count - 1}", layer);
    }

    private void Add(int count, Func<Layer> make)
    {
        for (var i = 0; i < count; i++)
            Add(make());
    }
}
