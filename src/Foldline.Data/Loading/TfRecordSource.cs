using System.Collections.Immutable;
using Foldline.Data.TfRecords;
using Foldline.Imaging;

namespace Foldline.Data.Loading;

/// <summary>Pictures that lie in a feature of TFRecord files' Examples, one a sample. Immutable.</summary>
/// <param name="ids">Id of each sample.</param>
/// <param name="places">Where its record lies; files are relative to <paramref name="folder"/>.</param>
/// <param name="folder">Folder that relative paths start from.</param>
/// <param name="feature">Name of the feature that holds the picture.</param>
/// <param name="decode">How pictures are decoded.</param>
/// <param name="damaged">Takes damaged pictures as far as they go; null refuses them.</param>
public sealed class TfRecordSource(
    ImmutableArray<string> ids, ImmutableArray<TfRecordPlace> places, string folder, string feature, DecodeOptions decode, DamagedFiles? damaged = null) : ISampleSource
{
    /// <inheritdoc/>
    public int Count => ids.Length;

    /// <inheritdoc/>
    public string Id(int index) => ids[index];

    /// <inheritdoc/>
    public string Origin(int index) => $"{PathOf(index)}, byte {places[index].Offset}";

    /// <inheritdoc/>
    public Image Load(int index)
    {
        var picture = Picture(index);
        return damaged is null ? ImageCodec.Decode(picture.Span, decode, Origin(index)) : damaged.Decode(picture.Span, decode, Origin(index));
    }

    /// <summary>Reads the header of a sample's picture.</summary>
    /// <param name="index">Sample from 0 to <see cref="Count"/> - 1.</param>
    public ImageHeader ReadHeader(int index) => ImageCodec.ReadHeader(Picture(index).Span, Origin(index));

    private string PathOf(int index) => Path.GetFullPath(places[index].File, Path.GetFullPath(folder));

    private ReadOnlyMemory<byte> Picture(int index)
    {
        var example = Example.Parse(TfRecordFile.ReadRecord(places[index] with { File = PathOf(index) }), Origin(index));
        if (example.Features.TryGetValue(feature, out var found) && found.Bytes is [var bytes])
            return bytes;
        throw FoldlineException.User(
            "FL4504",
            $"The record at {Origin(index)} has no picture in its feature '{feature}'. Its features are {string.Join(", ", example.Features.Keys)}.{NearestName.Hint(feature, [.. example.Features.Keys])} Correct 'input.tfrecord'.",
            null,
            ("file", PathOf(index)),
            ("feature", feature));
    }
}
