namespace Foldline.Pipelines.Recipes;

/// <summary>How masks are stored.</summary>
public enum MaskFormat
{
    /// <summary>A column of run lengths for each class (<c>rle</c>).</summary>
    RunLengths,

    /// <summary>A column of picture files for each class; pixels other than 0 belong to it (<c>images</c>).</summary>
    Pictures,

    /// <summary>One column of pictures or arrays with a channel for each class (<c>channels</c>).</summary>
    Channels,

    /// <summary>One column of pictures of class numbers (<c>classes</c>).</summary>
    Classes,
}
