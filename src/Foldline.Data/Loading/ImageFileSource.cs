using System.Collections.Immutable;
using Foldline.Imaging;

namespace Foldline.Data.Loading;

/// <summary>Images that lie in files, one a sample. Immutable.</summary>
public sealed class ImageFileSource : ISampleSource
{
    private const int Listed = 5;
    private readonly ImmutableArray<string> ids;
    private readonly ImmutableArray<string> paths;
    private readonly DamagedFiles? damaged;

    /// <summary>Names the samples and checks that every file is there.</summary>
    /// <param name="ids">Id of each sample.</param>
    /// <param name="paths">File of each sample, relative to <paramref name="folder"/>.</param>
    /// <param name="folder">Folder that relative paths start from.</param>
    /// <param name="decode">How files are decoded; null takes the defaults (8-bit RGB). See <see cref="DecodeOptionsFor"/>.</param>
    /// <param name="damaged">Takes damaged pictures as far as they go; null refuses them.</param>
    /// <exception cref="FoldlineException">FL4204: different numbers of ids and paths; FL4301: files are missing; the message says how many and names the first.</exception>
    public ImageFileSource(IReadOnlyList<string> ids, IReadOnlyList<string> paths, string folder, DecodeOptions? decode = null, DamagedFiles? damaged = null)
    {
        if (ids.Count != paths.Count)
            throw FoldlineException.User("FL4204", $"There are {ids.Count} sample ids but {paths.Count} image files. Give one file for each sample.");
        var root = Path.GetFullPath(folder);
        this.ids = [.. ids];
        this.paths = [.. paths.Select(path => Path.GetFullPath(path, root))];
        Decode = decode ?? DecodeOptions.Default;
        this.damaged = damaged;
        CheckFiles(root);
    }

    /// <summary>How files are decoded.</summary>
    public DecodeOptions Decode { get; }

    /// <inheritdoc/>
    public int Count => ids.Length;

    /// <summary>The samples of a table.</summary>
    /// <param name="table">One row a sample.</param>
    /// <param name="idColumn">Column with the ids.</param>
    /// <param name="pathColumn">Column with the files.</param>
    /// <param name="folder">Folder that relative paths start from.</param>
    /// <param name="decode">How files are decoded; null takes the defaults.</param>
    /// <exception cref="FoldlineException">FL4103: no such column; FL4106: a row without id or file; FL4301: files are missing.</exception>
    public static ImageFileSource FromTable(Table table, string idColumn, string pathColumn, string folder, DecodeOptions? decode = null) =>
        new(table.Column(idColumn).Strings(), table.Column(pathColumn).Strings(), folder, decode);

    /// <summary>
    /// The cheapest decoding for a network with so many input channels: one channel is read as grey; three as colour, where grey files
    /// stay one channel until the last pass if the transforms allow it.
    /// </summary>
    /// <param name="channels">Channels of the batch: 1 or 3.</param>
    /// <param name="pipeline">What happens to the images.</param>
    public static DecodeOptions DecodeOptionsFor(int channels, TransformPipeline pipeline) => channels == 1
        ? new DecodeOptions { ColorMode = ColorMode.Gray }
        : new DecodeOptions { ColorMode = ColorMode.Color, ExpandGray = !pipeline.TreatsChannelsAlike };

    /// <inheritdoc/>
    public string Id(int index) => ids[index];

    /// <inheritdoc/>
    public string Origin(int index) => paths[index];

    /// <inheritdoc/>
    public Image Load(int index)
    {
        if (damaged is null)
            return ImageCodec.Decode(paths[index], Decode);
        using var file = ImageFileBytes.Read(paths[index], Decode.MaxFileBytes);
        return damaged.Decode(file.Span, Decode, paths[index]);
    }

    private void CheckFiles(string root)
    {
        int[] missing = [.. Enumerable.Range(0, Count).Where(index => !File.Exists(paths[index]))];
        if (missing.Length == 0)
            return;

        var first = missing.Take(Listed).Select(index => $"row {index}, id '{ids[index]}': {paths[index]}");
        var more = missing.Length > Listed ? $"; and {missing.Length - Listed} more" : "";
        throw FoldlineException.User(
            "FL4301",
            $"{missing.Length} of {Count} image files are missing below '{root}': {string.Join("; ", first)}{more}. Correct the data folder or the query that makes the paths.",
            null,
            ("file", paths[missing[0]]),
            ("row", $"{missing[0]}"),
            ("id", ids[missing[0]]),
            ("missing", $"{missing.Length}"));
    }
}
