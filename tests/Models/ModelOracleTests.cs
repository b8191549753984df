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
    ];

    public static TheoryData<string, int> Few(string family) => ModelOracle.Records(family, (name, channels) => channels == 3 && Representatives.Contains(name));

    public static TheoryData<string, int> Rest(string family) => ModelOracle.Records(family, (name, channels) => channels != 3 || !Representatives.Contains(name));

    [Theory]
    [MemberData(nameof(Few), "resnet")]
    public void ResNet_IsTimms(string name, int channels) => ModelOracle.Check("resnet", name, channels);

    [Theory]
    [Trait("kind", "all-models")]
    [MemberData(nameof(Rest), "resnet")]
    public void ResNet_All_AreTimms(string name, int channels) => ModelOracle.Check("resnet", name, channels);
}
