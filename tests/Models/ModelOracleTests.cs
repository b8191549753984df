namespace Foldline.Tests.Models;

/// <summary>
/// Every record of every family's file. The ordinary suite takes the <see cref="Representatives"/>; the trait <c>all-models</c> marks the
/// run over all of them.
/// </summary>
[Trait("kind", "oracle")]
public sealed class ModelOracleTests
{
    public static TheoryData<string, string, int> Few => ModelOracle.Records(isRepresentative: true);

    public static TheoryData<string, string, int> Rest => ModelOracle.Records(isRepresentative: false);

    [Theory]
    [MemberData(nameof(Few))]
    public void Model_IsTimms(string family, string name, int channels) => ModelOracle.Check(family, name, channels);

    [Theory]
    [MemberData(nameof(Few))]
    public void Model_Fused_GivesTheSame(string family, string name, int channels) => ModelOracle.CheckFused(family, name, channels);

    [Theory]
    [Trait("kind", "all-models")]
    [MemberData(nameof(Rest))]
    public void Model_OfTheRest_IsTimms(string family, string name, int channels) => ModelOracle.Check(family, name, channels);
}
