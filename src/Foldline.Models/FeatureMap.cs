namespace Foldline.Models;

/// <summary>A feature map that a model offers to decoders.</summary>
/// <param name="Channels">Its channels.</param>
/// <param name="Reduction">Side length of the images divided by that of the map.</param>
/// <param name="Module">Name of the module whose output it is.</param>
public sealed record FeatureMap(int Channels, int Reduction, string Module);
