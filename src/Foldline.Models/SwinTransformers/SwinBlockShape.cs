using Foldline.Torch.Nn;

namespace Foldline.Models.SwinTransformers;

/// <summary>Where a block stands.</summary>
/// <param name="Channels">Channels of the map.</param>
/// <param name="Heads">Attention heads.</param>
/// <param name="Map">Height and width of the map.</param>
/// <param name="Window">Height and width of the stage's windows; a smaller map is one window.</param>
/// <param name="IsShifted">Whether the windows are shifted by half.</param>
/// <param name="DropPath">Probability of dropping a branch.</param>
internal readonly record struct SwinBlockShape(int Channels, int Heads, Size2 Map, Size2 Window, bool IsShifted, double DropPath)
{
    /// <summary>The windows that fit into the map.</summary>
    public Size2 FittedWindow => new(Math.Min(Map.Height, Window.Height), Math.Min(Map.Width, Window.Width));

    /// <summary>How far the windows are shifted; not at all along a side that one window covers.</summary>
    public Size2 Shift => IsShifted
        ? new Size2(Map.Height <= Window.Height ? 0 : Window.Height / 2, Map.Width <= Window.Width ? 0 : Window.Width / 2)
        : new Size2(0, 0);
}
