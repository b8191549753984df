using Foldline.Torch.Nn;

namespace Foldline.Models.NasNets;

/// <summary>One of the two branches whose sum a pair is.</summary>
/// <param name="Source">What it reads.</param>
/// <param name="Layer">What it does; null hands the source on.</param>
internal readonly record struct NasBranch(NasSource Source, Layer? Layer = null);
