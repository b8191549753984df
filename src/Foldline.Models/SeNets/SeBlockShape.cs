namespace Foldline.Models.SeNets;

/// <summary>Where a block stands: channels of its input and of its stage, stride, and kernel of a strided shortcut.</summary>
internal readonly record struct SeBlockShape(int InChannels, int Planes, int Stride, int DownKernelSize);
