namespace Foldline.Models.ResNetV2s;

/// <summary>Where a block stands: channels, stride, whether it is the first of its stage, and probability of being dropped.</summary>
internal readonly record struct BlockShape(int InChannels, int OutChannels, int Stride, bool IsFirst, double DropPath)
{
    /// <summary>Whether size or channels change.</summary>
    public bool ChangesShape => Stride != 1 || InChannels != OutChannels;
}
