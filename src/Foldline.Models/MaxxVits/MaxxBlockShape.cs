using Foldline.Torch.Nn;

namespace Foldline.Models.MaxxVits;

/// <summary>Where a block stands.</summary>
/// <param name="InChannels">Channels of its input.</param>
/// <param name="OutChannels">Channels of its output.</param>
/// <param name="Stride">1 or 2.</param>
/// <param name="Map">Height and width of its output.</param>
/// <param name="DropPath">Probability of dropping a branch.</param>
internal readonly record struct MaxxBlockShape(int InChannels, int OutChannels, int Stride, Size2 Map, double DropPath);
