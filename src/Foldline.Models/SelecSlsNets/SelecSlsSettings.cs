namespace Foldline.Models.SelecSlsNets;

/// <summary>What tells one SelecSLS network from another.</summary>
internal sealed record SelecSlsSettings
{
    /// <summary>Stages of blocks: how many, their inner channels, and the output channels of the last one.</summary>
    public required (int Depth, int Width, int OutChannels)[] Stages { get; init; }

    /// <summary>Convolutions behind the stages.</summary>
    public required (int OutChannels, int KernelSize, int Stride)[] Head { get; init; }
}
