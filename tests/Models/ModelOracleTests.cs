namespace Foldline.Tests.Models;

/// <summary>
/// Every record of the families that are built here. The ordinary suite takes one model of each kind of variant at the
/// smallest size; the trait <c>all-models</c> marks the run over all of them.
/// </summary>
[Trait("kind", "oracle")]
public sealed class ModelOracleTests
{
    private static readonly string[] Representatives =
    [
        "resnet18", "resnet34d", "resnet26t", "resnet50_gn", "resnetblur18", "resnetaa50", "ecaresnext26t_32x4d", "seresnet18", "resnetrs50", "wide_resnet101_2",
        "efficientnet_b0", "efficientnet_lite0", "efficientnetv2_rw_t", "tf_efficientnet_b0", "tf_efficientnet_es", "tf_efficientnetv2_b0",
        "mixnet_s", "tf_mixnet_s", "mnasnet_100", "fbnetc_100", "mobilenetv2_100", "tinynet_e", "tf_efficientnet_cc_b0_4e", "gc_efficientnetv2_rw_t",
    ];

    public static TheoryData<string, int> Few(string family) => ModelOracle.Records(family, IsRepresentative);

    public static TheoryData<string, int> Rest(string family) => ModelOracle.Records(family, (name, channels) => !IsRepresentative(name, channels));

    [Theory]
    [MemberData(nameof(Few), "resnet")]
    public void ResNet_IsTimms(string name, int channels) => ModelOracle.Check("resnet", name, channels);

    [Theory]
    [Trait("kind", "all-models")]
    [MemberData(nameof(Rest), "resnet")]
    public void ResNet_All_AreTimms(string name, int channels) => ModelOracle.Check("resnet", name, channels);

    [Theory]
    [MemberData(nameof(Few), "efficientnet")]
    public void EfficientNet_IsTimms(string name, int channels) => ModelOracle.Check("efficientnet", name, channels);

    [Theory]
    [Trait("kind", "all-models")]
    [MemberData(nameof(Rest), "efficientnet")]
    public void EfficientNet_All_AreTimms(string name, int channels) => ModelOracle.Check("efficientnet", name, channels);

    private static bool IsRepresentative(string name, int channels) => channels == 3 && Representatives.Contains(name);
}
