namespace Foldline.Models.RegNets;

/// <summary>Where a block stands: channels, stride, channels a group, and probability of being dropped.</summary>
internal readonly record struct RegNetBlockShape(int InChannels, int OutChannels, int Stride, int GroupSize, double DropPath);
