namespace Foldline.Models.MaxxVits;

/// <summary>Which places of a map attend to each other.</summary>
internal enum PartitionKind
{
    /// <summary>Neighbours in a window.</summary>
    Window,

    /// <summary>Places spread evenly over the map.</summary>
    Grid,
}
