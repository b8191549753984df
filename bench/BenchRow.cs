using System.Text.Json.Nodes;

namespace Foldline.Bench;

/// <summary>A row of the table: medians over the rounds.</summary>
internal sealed record BenchRow(BenchFigure Figure, double Ours, double Peer, double Ratio)
{
    public bool IsReached
    {
        get
        {
            var value = Figure.IsAbsolute ? Ours : Ratio;
            return Figure.SmallerIsBetter ? value <= Figure.Goal : value >= Figure.Goal;
        }
    }

    /// <summary>Ratios are taken round by round, so that a slow spell of the machine hits both sides.</summary>
    public static BenchRow From(BenchFigure figure, IReadOnlyList<JsonObject> ours, IReadOnlyList<JsonObject> peers)
    {
        var our = ours.Select(result => result[figure.OurField]!.GetValue<double>()).ToList();
        var peer = peers.Select(result => result[figure.PeerField]!.GetValue<double>()).ToList();
        return new BenchRow(figure, Median(our), Median(peer), Median([.. our.Zip(peer, (o, p) => o / p)]));
    }

    public string ToLine() =>
        $"{Figure.Title,-44} {Ours,10:0.###} {Peer,10:0.###} {Ratio,8:0.00} {(Figure.SmallerIsBetter ? "≤" : "≥")}{Figure.Goal,6:0.0} {(IsReached ? "" : "  missed")}";

    public JsonObject ToJson() => new()
    {
        ["figure"] = Figure.Title,
        ["ours"] = Ours,
        ["peer"] = Peer,
        ["ratio"] = Ratio,
        ["goal"] = Figure.Goal,
        ["reached"] = IsReached,
    };

    private static double Median(List<double> values)
    {
        values.Sort();
        return (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }
}
