namespace Foldline.Models.CspNets;

/// <summary>How the blocks of a stage are connected.</summary>
internal enum CspStageKind
{
    /// <summary>One after the other, as in DarkNet.</summary>
    Dark,

    /// <summary>Half the channels go round the blocks; a convolution follows each path and both together (Wang et al. 2020).</summary>
    CrossStage,

    /// <summary>Half the channels go round the blocks; one convolution follows both.</summary>
    CrossStage3,
}
