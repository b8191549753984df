using System.Collections.Immutable;
using Foldline.Data.Arrays;
using Foldline.Imaging;

namespace Foldline.Data.Loading;

/// <summary>Images that lie in <c>.npy</c> files, one a sample. Immutable.</summary>
/// <param name="ids">Id of each sample.</param>
/// <param name="paths">File of each sample, relative to <paramref name="folder"/>.</param>
/// <param name="folder">Folder that relative paths start from.</param>
/// <param name="channelsLast">Whether arrays of three dimensions are [H, W, C] and not [C, H, W].</param>
public sealed class ArrayFileSource(ImmutableArray<string> ids, ImmutableArray<string> paths, string folder, bool channelsLast = false) : ISampleSource
{
    /// <inheritdoc/>
    public int Count => ids.Length;

    /// <inheritdoc/>
    public string Id(int index) => ids[index];

    /// <inheritdoc/>
    public string Origin(int index) => Path.GetFullPath(paths[index], Path.GetFullPath(folder));

    /// <inheritdoc/>
    public Image Load(int index) => ArrayImage.Read(Origin(index), channelsLast);
}
