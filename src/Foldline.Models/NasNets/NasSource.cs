namespace Foldline.Models.NasNets;

/// <summary>What a branch of a cell reads; the numbers are places in the list of what is known so far.</summary>
internal enum NasSource
{
    /// <summary>The output of the cell before the last one, brought to the cell's channels and size.</summary>
    Previous,

    /// <summary>The output of the last cell, brought to the cell's channels.</summary>
    Current,

    /// <summary>Sum of the first pair.</summary>
    Pair0,

    /// <summary>Sum of the second pair.</summary>
    Pair1,

    /// <summary>Sum of the third pair.</summary>
    Pair2,

    /// <summary>Sum of the fourth pair.</summary>
    Pair3,

    /// <summary>Sum of the fifth pair.</summary>
    Pair4,
}
