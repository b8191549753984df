using System.Collections.Immutable;
using Foldline.Data;

namespace Foldline.Pipelines.Records;

/// <summary>
/// Keeps records on the disk under their fingerprint (<see cref="RecordKey"/>), so that unchanged data are not read again. A damaged or
/// missing cache is built anew; only the newest is kept.
/// </summary>
/// <param name="folder">Folder of the cache; created when missing.</param>
public sealed class RecordCache(string folder)
{
    /// <summary>The records, from the cache or newly built.</summary>
    /// <param name="key">Fingerprint.</param>
    /// <param name="build">Builds them when the cache has none.</param>
    /// <returns>The records and whether they came from the cache.</returns>
    public (ImmutableArray<SampleRecord> Records, bool IsCached) GetOrBuild(string key, Func<ImmutableArray<SampleRecord>> build)
    {
        if (TryLoad(key) is { } cached)
            return (cached, true);
        var records = build();
        Save(key, records);
        return (records, false);
    }

    private string RecordsPath(string key) => Path.Combine(folder, $"records-{key}.parquet");

    private string BoxesPath(string key) => Path.Combine(folder, $"boxes-{key}.parquet");

    private ImmutableArray<SampleRecord>? TryLoad(string key)
    {
        if (!File.Exists(RecordsPath(key)) || !File.Exists(BoxesPath(key)))
            return null;
        try
        {
            return Load(key);
        }
        catch (FoldlineException)
        {
            // Whatever is wrong with the cache, the records can be built again.
            return null;
        }
    }

    private ImmutableArray<SampleRecord> Load(string key)
    {
        using var database = new DuckDatabase();
        database.CreateTableFromParquet("records", RecordsPath(key));
        database.CreateTableFromParquet("boxes", BoxesPath(key));
        var records = database.Query("SELECT * FROM records");
        var boxes = database.Query("SELECT * FROM boxes");
        var owners = boxes.Column("record").Int32s();
        var labels = boxes.Column("label").Strings("");
        var edges = ((string[])["left", "top", "right", "bottom"]).Select(name => boxes.Column(name).Doubles()).ToArray();
        var byOwner = Enumerable.Range(0, owners.Length).ToLookup(row => owners[row]);

        var ids = records.Column("id").Strings();
        var images = records.Column("image").Strings();
        var heights = records.Column("height").Int32s();
        var widths = records.Column("width").Int32s();
        return
        [
            .. Enumerable.Range(0, ids.Length).Select(i => new SampleRecord(ids[i], images[i], heights[i], widths[i],
            [
                .. byOwner[i].Select(row => new SampleBox(labels[row], edges[0][row], edges[1][row], edges[2][row], edges[3][row])),
            ])),
        ];
    }

    private void Save(string key, ImmutableArray<SampleRecord> records)
    {
        Directory.CreateDirectory(folder);
        foreach (var old in Directory.EnumerateFiles(folder, "records-*.parquet").Concat(Directory.EnumerateFiles(folder, "boxes-*.parquet")))
            File.Delete(old);

        var boxes = records.SelectMany((record, owner) => record.Boxes.Select(box => (Owner: owner, Box: box))).ToArray();
        using var database = new DuckDatabase();
        database.CreateTable("boxes", new Table(
            TableColumn.Of("record", Array.ConvertAll(boxes, row => row.Owner)),
            TableColumn.Of("label", Array.ConvertAll(boxes, row => row.Box.Label)),
            TableColumn.Of("left", Array.ConvertAll(boxes, row => row.Box.Left)),
            TableColumn.Of("top", Array.ConvertAll(boxes, row => row.Box.Top)),
            TableColumn.Of("right", Array.ConvertAll(boxes, row => row.Box.Right)),
            TableColumn.Of("bottom", Array.ConvertAll(boxes, row => row.Box.Bottom))));
        database.CreateTable("records", new Table(
            TableColumn.Of("id", records.Select(record => record.Id).ToArray()),
            TableColumn.Of("image", records.Select(record => record.Image).ToArray()),
            TableColumn.Of("height", records.Select(record => record.Height).ToArray()),
            TableColumn.Of("width", records.Select(record => record.Width).ToArray())));
        database.WriteParquet("SELECT * FROM boxes ORDER BY rowid", BoxesPath(key));
        database.WriteParquet("SELECT * FROM records ORDER BY rowid", RecordsPath(key));
    }
}
