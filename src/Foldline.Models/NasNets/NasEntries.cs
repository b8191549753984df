using Foldline.Torch.Nn;

namespace Foldline.Models.NasNets;

/// <summary>What the inputs of a cell pass before its pairs.</summary>
/// <param name="Previous">For the output of the cell before the last one.</param>
/// <param name="Current">For the output of the last cell.</param>
/// <param name="OpensPrevious">Whether the parts of <paramref name="Previous"/> have their names in the cell itself and come behind <paramref name="Current"/>.</param>
internal sealed record NasEntries(Layer Previous, Layer Current, bool OpensPrevious = false);
