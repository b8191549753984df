using System.Collections.Immutable;

namespace Foldline.Pipelines.Preparing;

/// <summary>A job of a <see cref="QueryPreparation"/>: files that are made of the same source.</summary>
/// <param name="Files">Path in the output folder and fingerprint of each file.</param>
/// <param name="Make">Makes some of the files, notes each in the manifest, and says how many it made; what is wrong with a source is refused by the given function.</param>
internal sealed record QueryJob(
    ImmutableArray<(string Path, string MadeOf)> Files,
    Func<ImmutableArray<(string Path, string MadeOf)>, Action<string, FoldlineException>, int> Make);
