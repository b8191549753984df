using System.Collections.Immutable;

namespace Foldline.Pipelines.Preparing;

/// <summary>What a preparation came to.</summary>
/// <param name="Made">Pictures made by this call.</param>
/// <param name="Kept">Pictures that were complete before.</param>
/// <param name="Refused">Files without a picture, in order.</param>
/// <param name="WithSeveral">Files with several pictures, of which the first was taken.</param>
/// <param name="Tables">Tables in the output folder, with their number of rows when they were made here.</param>
public sealed record PreparationSummary(int Made, int Kept, ImmutableArray<RefusedFile> Refused, int WithSeveral, ImmutableArray<PreparedTable> Tables);
