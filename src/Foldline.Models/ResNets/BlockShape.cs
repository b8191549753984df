namespace Foldline.Models.ResNets;

/// <summary>Where a block stands: channels of its input and of its stage, stride, and probability of being dropped.</summary>
internal readonly record struct BlockShape(int InChannels, int Planes, int Stride, double DropPath);
