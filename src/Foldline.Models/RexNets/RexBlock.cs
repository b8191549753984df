namespace Foldline.Models.RexNets;

/// <summary>Where a block stands: channels, stride, expansion, reduced channels of attention (0 for none), probability of being dropped.</summary>
internal readonly record struct RexBlock(int InChannels, int OutChannels, int Stride, int Expanded, int Squeezed, double DropPath);
