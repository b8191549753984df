namespace Foldline.Models.ResNets;

/// <summary>Channels of a stage of bottlenecks after pruning.</summary>
/// <param name="Channels">Of its output.</param>
/// <param name="Blocks">Of each block's first two convolutions.</param>
internal sealed record PrunedStage(int Channels, params (int First, int Middle)[] Blocks);
