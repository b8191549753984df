namespace Foldline.Torch.Optim;

/// <summary>
/// Lookahead around an optimizer (Zhang et al. 2019), as timm's <c>Lookahead</c>: after every k steps slow weights move towards the
/// weights, and the weights return to them. As in timm the slow weights start where the first k steps have led.
/// </summary>
public sealed record LookaheadOptions
{
    /// <summary>How far the slow weights move, in [0, 1].</summary>
    public double Alpha { get; init; } = 0.5;

    /// <summary>Steps between two moves, at least 1.</summary>
    public long Every { get; init; } = 6;
}
