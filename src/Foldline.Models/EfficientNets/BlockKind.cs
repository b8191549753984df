namespace Foldline.Models.EfficientNets;

/// <summary>Blocks of mobile networks, by the letters of the definitions.</summary>
internal enum BlockKind
{
    /// <summary><c>ir</c>: 1×1 expansion, depthwise convolution, 1×1 projection (MBConv).</summary>
    InvertedResidual,

    /// <summary><c>ds</c>: depthwise convolution, 1×1 convolution.</summary>
    DepthwiseSeparable,

    /// <summary><c>dsa</c>: the same with an activation at the end and no shortcut.</summary>
    DepthwiseSeparableActivated,

    /// <summary><c>er</c>: k×k expansion, 1×1 projection (fused MBConv).</summary>
    EdgeResidual,

    /// <summary><c>cn</c>: one convolution.</summary>
    Convolution,

    /// <summary><c>uir</c>: expansion and projection with a depthwise convolution before, between or behind them, or none (UIB).</summary>
    UniversalInvertedResidual,

    /// <summary><c>mqa</c>: attention over places with many queries and one key and value.</summary>
    MultiQueryAttention,
}
