namespace Foldline.Models.TResNets;

/// <summary>Where a block stands: channels of its input and of its stage, stride, attention, and probability of being dropped.</summary>
internal readonly record struct TResNetShape(int InChannels, int Planes, int Stride, bool HasAttention, double DropPath);
