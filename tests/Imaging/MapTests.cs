using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

/// <summary>Nearest pixels hang on the last bits of a map, so maps are compared more closely than pixels show.</summary>
[Trait("kind", "oracle")]
public sealed class MapTests
{
    private const string Index = "imaging/transforms/index";

    public static TheoryData<string> Cases => new(Oracle.Cases(Index)
        .Where(item => item.GetProperty("params").TryGetProperty("matrix", out _))
        .Where(item => GeometricCases.Table.ContainsKey(item.GetProperty("transform").GetString()!))
        .Select(item => item.GetProperty("id").GetString()!));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Map_FromTheParameters_IsTheReferenceMatrix(string id)
    {
        var item = new OracleCase(Oracle.Case(Index, id));
        var (transform, parameters) = GeometricCases.Table[item.Kind](item);
        var found = MatrixOf(((GeometricTransform)transform).MotionFor(parameters, item.Size));
        Assert.All(item.Parameters.GetProperty("matrix").Numbers().Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
    }

    private static double[] MatrixOf(Motion motion) => motion switch
    {
        MotionChain chain => MatrixOf(chain.First),
        AffineMotion { Map: var map } => [map.M11, map.M12, map.M13, map.M21, map.M22, map.M23],
        PerspectiveMotion perspective => perspective.Map.ToArray(),
        _ => throw new NotSupportedException($"No map of {motion}."),
    };
}
