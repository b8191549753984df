namespace Foldline.Models.HrNets;

/// <summary>What tells one HRNet from another.</summary>
internal sealed record HrNetSettings
{
    /// <summary>Channels of the branch of highest resolution; each lower one has twice as many.</summary>
    public required int Width { get; init; }

    /// <summary>Modules of the stages with two, three and four branches.</summary>
    public int[] Modules { get; init; } = [1, 4, 3];

    /// <summary>Basic blocks of each branch of a module.</summary>
    public int BranchDepth { get; init; } = 4;

    /// <summary>Bottlenecks of the first stage, which has one branch.</summary>
    public int FirstDepth { get; init; } = 4;

    /// <summary>Channels of the first stage's bottlenecks.</summary>
    public int FirstPlanes { get; init; } = 64;

    /// <summary>Whether the convolutions of the head have biases.</summary>
    public bool HeadBias { get; init; } = true;

    /// <summary>Channels of the first branches.</summary>
    public int[] Widths(int branches) => [.. Enumerable.Range(0, branches).Select(branch => Width << branch)];
}
