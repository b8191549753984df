using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Foldline.Data;
using Foldline.Data.Arrays;
using Foldline.Data.TfRecords;
using Foldline.Imaging;

namespace Foldline.Pipelines.Preparing;

/// <summary>
/// TFRecord files of pictures: a query lists the paths of pictures or <c>.npy</c> files, perhaps the number of a <c>shard</c>, and whatever
/// else belongs to them, which becomes features of the same names. A shard is <c>FOLDER/FOLDER07-2071.tfrec</c>: its number and how many
/// records it holds.
/// </summary>
public sealed record ShardPreparation : QueryPreparation
{
    /// <summary>Column with the paths, and the feature that holds the pictures.</summary>
    public string Picture { get; init; } = "image";

    /// <summary>Number of shards where the query gives none; rows are dealt out in turn.</summary>
    public int Shards { get; init; } = 16;

    /// <summary>Transforms of every picture.</summary>
    public ImmutableArray<Transform> Steps { get; init; } = [];

    /// <summary>Format that pictures are written in; null keeps the bytes of picture files as they are.</summary>
    public ImageFormat? Format { get; init; }

    /// <summary>Quality of JPEG pictures, 1 to 100.</summary>
    public int Quality { get; init; } = 95;

    /// <summary>Size of the pictures; null = as they are.</summary>
    public ImageSize? Size { get; init; }

    /// <inheritdoc/>
    private protected override IEnumerable<QueryJob> Plan(Table rows, string folder, QueryWork work)
    {
        var files = rows.Column(Picture).Strings();
        var shards = rows.HasColumn("shard") ? rows.Column("shard").Int32s() : [.. Enumerable.Range(0, files.Length).Select(row => row % Shards)];
        foreach (var shard in Enumerable.Range(0, files.Length).GroupBy(row => shards[row]).OrderBy(group => group.Key))
        {
            int[] members = [.. shard];
            var name = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(folder)}{shard.Key:00}-{members.Length}.tfrec"));
            var madeOf = Fingerprint(null, [work.Settings, .. members.SelectMany(row => rows.Columns.Select(column => column.Text(row) ?? "")), .. members.Select(row => Fingerprint(work.SourceOf(files[row])))]);
            yield return new QueryJob([(name, madeOf)], (_, refuse) => Make(rows, members, name, madeOf, work, refuse));
        }
    }

    // A shard whose name tells how many records it holds is written whole or not at all.
    private int Make(Table rows, int[] members, string name, string madeOf, QueryWork work, Action<string, FoldlineException> refuse)
    {
        var records = new List<ReadOnlyMemory<byte>>();
        foreach (var row in members)
        {
            work.Run.Cancellation.ThrowIfCancellationRequested();
            var file = rows.Column(Picture).Text(row)!;
            try
            {
                records.Add(RecordOf(rows, row, PictureOf(work.SourceOf(file))).ToBytes());
            }
            catch (FoldlineException e)
            {
                refuse(file, e);
            }
        }

        if (records.Count < members.Length)
            return 0;
        TfRecordWriter.Write(work.OutputOf(name), records);
        work.Manifest.Add(name, madeOf);
        return 1;
    }

    private Example RecordOf(Table rows, int row, byte[] picture)
    {
        var features = ImmutableSortedDictionary.CreateBuilder<string, Feature>(StringComparer.Ordinal);
        features[Picture] = Feature.Of((ReadOnlyMemory<byte>)picture);
        foreach (var column in rows.Columns.Where(column => column.Name != Picture && column.Name != "shard" && !column.IsNull(row)))
            features[column.Name] = FeatureOf(column, row);
        return new Example { Features = features.ToImmutable() };
    }

    private static Feature FeatureOf(TableColumn column, int row) => column[row] switch
    {
        bool flag => Feature.Of(flag ? 1L : 0L),
        float or double or decimal => Feature.Of(Convert.ToSingle(column[row], CultureInfo.InvariantCulture)),
        sbyte or short or int or long or byte or ushort or uint => Feature.Of(Convert.ToInt64(column[row], CultureInfo.InvariantCulture)),
        Int128 whole => Feature.Of(checked((long)whole)),
        int[] list => Feature.Of([.. list.Select(value => (long)value)]),
        long[] list => Feature.Of(list),
        float[] list => Feature.Of(list),
        double[] list => Feature.Of([.. list.Select(value => (float)value)]),
        byte[] bytes => Feature.Of((ReadOnlyMemory<byte>)bytes),
        _ => Feature.Of((ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(column.Text(row)!)),
    };

    private byte[] PictureOf(string path)
    {
        var isArray = path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase);
        if (!isArray && Format is null && Size is null && Steps.IsEmpty)
            return Bytes(path);
        using var input = TransformInput.Owning(isArray ? ArrayImage.Read(path) : ImageCodec.Decode(path, new DecodeOptions { ExpandGray = false }));
        new TransformPipeline([.. Steps, .. Size is { } size ? (Transform[])[new Resize(size, Interpolation.Area)] : []]).Apply(input, new SampleKey(0, 0, 0));
        var options = new EncodeOptions { Format = Format ?? ImageFormat.Png, Quality = Quality };
        if (input.PixelType != PixelType.Float32)
            return ImageCodec.Encode(input.Image, options);
        using var eight = input.Image.Stretch();
        return ImageCodec.Encode(eight, options);
    }

    private static byte[] Bytes(string path)
    {
        using var file = ImageFileBytes.Read(path, DecodeLimits.MaxFileBytes);
        _ = ImageCodec.ReadHeader(file.Span, path);
        return file.Span.ToArray();
    }
}
