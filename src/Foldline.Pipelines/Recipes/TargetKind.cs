namespace Foldline.Pipelines.Recipes;

/// <summary>What kind of thing is predicted of each image.</summary>
public enum TargetKind
{
    /// <summary>One of several classes.</summary>
    Class,

    /// <summary>A yes or no for each of several labels.</summary>
    Labels,

    /// <summary>Shares of several classes, such as votes.</summary>
    Shares,

    /// <summary>Which pixels belong to which class.</summary>
    Masks,
}
