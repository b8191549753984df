namespace Foldline.Models.Pvts;

/// <summary>Where a block stands.</summary>
/// <param name="Channels">Channels of the map.</param>
/// <param name="Heads">Attention heads.</param>
/// <param name="Reduction">Side length of the patches of which each gives one key and value.</param>
/// <param name="Expansion">Hidden channels for each channel.</param>
/// <param name="IsLinear">Attention of linear cost.</param>
/// <param name="DropPath">Probability of dropping a branch.</param>
internal readonly record struct PvtBlockShape(int Channels, int Heads, int Reduction, int Expansion, bool IsLinear, double DropPath);
