using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>What <see cref="SpectrogramMask"/> draws.</summary>
/// <param name="TimeBands">Columns that are masked.</param>
/// <param name="FrequencyBands">Rows that are masked.</param>
public sealed record SpectrogramMaskParameters(ImmutableArray<PixelBand> TimeBands, ImmutableArray<PixelBand> FrequencyBands) : TransformParameters;
