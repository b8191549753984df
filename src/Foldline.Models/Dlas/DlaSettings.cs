namespace Foldline.Models.Dlas;

/// <summary>What tells one network of deep layer aggregation from another.</summary>
internal sealed record DlaSettings
{
    /// <summary>Six levels: numbers of convolutions in the first two, depths of the trees in the others.</summary>
    public required int[] Levels { get; init; }

    /// <summary>Channels of the levels.</summary>
    public required int[] Channels { get; init; }

    /// <summary>Blocks of the trees.</summary>
    public DlaBlockKind Block { get; init; } = DlaBlockKind.Bottleneck;

    /// <summary>Groups of the 3×3 convolutions.</summary>
    public int Cardinality { get; init; } = 1;

    /// <summary>Channels of a bottleneck for every 64 of its output, each group, before halving.</summary>
    public int BaseWidth { get; init; } = 64;

    /// <summary>Whether the nodes that join a tree are residual.</summary>
    public bool ResidualRoot { get; init; }
}
