namespace Foldline.Models.VovNets;

/// <summary>Where a block stands.</summary>
/// <param name="InChannels">Channels of its input.</param>
/// <param name="InnerChannels">Channels of its convolutions.</param>
/// <param name="OutChannels">Channels of its output.</param>
/// <param name="HasShortcut">Whether the input is added to the output.</param>
/// <param name="IsLast">Whether it ends its stage.</param>
/// <param name="DropPath">Probability of being dropped.</param>
internal readonly record struct VovBlockShape(int InChannels, int InnerChannels, int OutChannels, bool HasShortcut, bool IsLast, double DropPath);
