using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Inceptions;

/// <summary>Inception V3 (Szegedy et al. 2016) without the auxiliary classifier. Names as in timm's <c>inception_v3.py</c>.</summary>
internal sealed class InceptionV3 : Inception
{
    private const double Deviation = 0.1;

    public InceptionV3(ModelOptions options)
        : base(options, "fc")
    {
        Append("Conv2d_1a_3x3", InceptionConv.Valid(options.InChannels, 32, 3, 2));
        Append("Conv2d_2a_3x3", InceptionConv.Valid(32, 32, 3));
        Append("Conv2d_2b_3x3", InceptionConv.Same(32, 64, 3));
        AddMap(64, 2);
        Append("Pool1", new MaxPool2d(3, 2));
        Append("Conv2d_3b_1x1", InceptionConv.Valid(64, 80, 1));
        Append("Conv2d_4a_3x3", InceptionConv.Valid(80, 192, 3));
        AddMap(192, 4);
        Append("Pool2", new MaxPool2d(3, 2));
        Append("Mixed_5b", MixedA(192, 32));
        Append("Mixed_5c", MixedA(256, 64));
        Append("Mixed_5d", MixedA(288, 64));
        AddMap(288, 8);
        Append("Mixed_6a", MixedB());
        Append("Mixed_6b", MixedC(128));
        Append("Mixed_6c", MixedC(160));
        Append("Mixed_6d", MixedC(160));
        Append("Mixed_6e", MixedC(192));
        AddMap(768, 16);
        Append("Mixed_7a", MixedD());
        Append("Mixed_7b", MixedE(1280));
        Append("Mixed_7c", MixedE(NumFeatures));
        AddMap(NumFeatures, 32);
        RegisterClassifier();
    }

    public override int NumFeatures => 2048;

    public override string FirstConv => "Conv2d_1a_3x3.conv";

    public override LayerGrouping Grouping { get; } = new("Conv2d_[12]", Blocks, Blocks);

    private static LayerPattern[] Blocks =>
    [
        new("Conv2d_[34]", 0), new("Mixed_5b", 1), new("Mixed_5c", 2), new("Mixed_5d", 3), new("Mixed_6a", 4), new("Mixed_6b", 5),
        new("Mixed_6c", 6), new("Mixed_6d", 7), new("Mixed_6e", 8), new("Mixed_7a", 9), new("Mixed_7b", 10), new("Mixed_7c", 11),
    ];

    /// <summary>Without the auxiliary classifier, which only training needs.</summary>
    public override string? NameOf(string stored) => stored.StartsWith("AuxLogits.", StringComparison.Ordinal) ? null : base.NameOf(stored);

    /// <summary>After PyTorch's defaults: convolutions and classifier normal with deviation 0.1.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        foreach (var (_, module) in Modules())
        {
            if (module is Conv2d conv)
                Init.TruncatedNormal(conv.Weight, generator, 0, Deviation);
            else if (module is Linear linear)
                Init.TruncatedNormal(linear.Weight, generator, 0, Deviation);
        }
    }

    private static AvgPool2d Average() => new(3, 1, 1);

    private static MixedBlock MixedA(int channels, int poolChannels) => new(
        Branch.Of("branch1x1", InceptionConv.Valid(channels, 64, 1)),
        Branch.Of("branch5x5_1", InceptionConv.Valid(channels, 48, 1))
            .Then("branch5x5_2", InceptionConv.Same(48, 64, 5)),
        Branch.Of("branch3x3dbl_1", InceptionConv.Valid(channels, 64, 1))
            .Then("branch3x3dbl_2", InceptionConv.Same(64, 96, 3))
            .Then("branch3x3dbl_3", InceptionConv.Same(96, 96, 3)),
        Branch.Of(null, Average()).Then("branch_pool", InceptionConv.Valid(channels, poolChannels, 1)));

    private static MixedBlock MixedB() => new(
        Branch.Of("branch3x3", InceptionConv.Valid(288, 384, 3, 2)),
        Branch.Of("branch3x3dbl_1", InceptionConv.Valid(288, 64, 1))
            .Then("branch3x3dbl_2", InceptionConv.Same(64, 96, 3))
            .Then("branch3x3dbl_3", InceptionConv.Valid(96, 96, 3, 2)),
        Branch.Of(null, new MaxPool2d(3, 2)));

    private static MixedBlock MixedC(int middle) => new(
        Branch.Of("branch1x1", InceptionConv.Valid(768, 192, 1)),
        Branch.Of("branch7x7_1", InceptionConv.Valid(768, middle, 1))
            .Then("branch7x7_2", InceptionConv.Same(middle, middle, (1, 7)))
            .Then("branch7x7_3", InceptionConv.Same(middle, 192, (7, 1))),
        Branch.Of("branch7x7dbl_1", InceptionConv.Valid(768, middle, 1))
            .Then("branch7x7dbl_2", InceptionConv.Same(middle, middle, (7, 1)))
            .Then("branch7x7dbl_3", InceptionConv.Same(middle, middle, (1, 7)))
            .Then("branch7x7dbl_4", InceptionConv.Same(middle, middle, (7, 1)))
            .Then("branch7x7dbl_5", InceptionConv.Same(middle, 192, (1, 7))),
        Branch.Of(null, Average()).Then("branch_pool", InceptionConv.Valid(768, 192, 1)));

    private static MixedBlock MixedD() => new(
        Branch.Of("branch3x3_1", InceptionConv.Valid(768, 192, 1))
            .Then("branch3x3_2", InceptionConv.Valid(192, 320, 3, 2)),
        Branch.Of("branch7x7x3_1", InceptionConv.Valid(768, 192, 1))
            .Then("branch7x7x3_2", InceptionConv.Same(192, 192, (1, 7)))
            .Then("branch7x7x3_3", InceptionConv.Same(192, 192, (7, 1)))
            .Then("branch7x7x3_4", InceptionConv.Valid(192, 192, 3, 2)),
        Branch.Of(null, new MaxPool2d(3, 2)));

    private static MixedBlock MixedE(int channels) => new(
        Branch.Of("branch1x1", InceptionConv.Valid(channels, 320, 1)),
        Branch.Of("branch3x3_1", InceptionConv.Valid(channels, 384, 1))
            .Into(("branch3x3_2a", InceptionConv.Same(384, 384, (1, 3))), ("branch3x3_2b", InceptionConv.Same(384, 384, (3, 1)))),
        Branch.Of("branch3x3dbl_1", InceptionConv.Valid(channels, 448, 1))
            .Then("branch3x3dbl_2", InceptionConv.Same(448, 384, 3))
            .Into(("branch3x3dbl_3a", InceptionConv.Same(384, 384, (1, 3))), ("branch3x3dbl_3b", InceptionConv.Same(384, 384, (3, 1)))),
        Branch.Of(null, Average()).Then("branch_pool", InceptionConv.Valid(channels, 192, 1)));
}
