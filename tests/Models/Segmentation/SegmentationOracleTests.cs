namespace Foldline.Tests.Models.Segmentation;

/// <summary>
/// Every record of every file. The ordinary suite takes the <see cref="SegmentationRepresentatives"/>; the trait <c>all-models</c> marks
/// the run over all of them.
/// </summary>
[Trait("kind", "oracle")]
public sealed class SegmentationOracleTests
{
    public static TheoryData<string, int, string> Few => SegmentationOracle.Records(isRepresentative: true);

    public static TheoryData<string, int, string> Rest => SegmentationOracle.Records(isRepresentative: false);

    [Theory]
    [MemberData(nameof(Few))]
    public void Network_IsTheReferences(string file, int record, string description) => SegmentationOracle.Check(file, record, description);

    [Theory]
    [Trait("kind", "all-models")]
    [MemberData(nameof(Rest))]
    public void Network_OfTheRest_IsTheReferences(string file, int record, string description) => SegmentationOracle.Check(file, record, description);
}
