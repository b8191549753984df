namespace Foldline.Models;

/// <summary>Ways to make one vector of a feature map.</summary>
public enum GlobalPoolKind
{
    /// <summary>The map stays as it is.</summary>
    None,

    /// <summary>Mean over all places.</summary>
    Average,

    /// <summary>Largest value over all places.</summary>
    Max,

    /// <summary>Half the sum of mean and largest value.</summary>
    AverageMax,

    /// <summary>Mean and largest value one after the other: twice the channels.</summary>
    ConcatenatedAverageMax,

    /// <summary>The class token of a transformer.</summary>
    Token,

    /// <summary>A learned attention over all tokens.</summary>
    Attention,
}
