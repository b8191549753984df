namespace Foldline.Models.Dlas;

/// <summary>Channels and stride of a tree.</summary>
/// <param name="InChannels">Channels of the input.</param>
/// <param name="OutChannels">Channels of all outputs in the tree.</param>
/// <param name="Stride">Stride of the first block.</param>
/// <param name="HasLevelRoot">Whether the root gets the tree's input too, made smaller.</param>
internal readonly record struct DlaShape(int InChannels, int OutChannels, int Stride, bool HasLevelRoot);
