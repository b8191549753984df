using System.Collections.Immutable;
using Foldline.Imaging;

namespace Foldline.Pipelines.Preparing;

/// <summary>What a recipe's section <c>prepare</c> can name.</summary>
public static class PreparationTable
{
    private const int LargestSide = 16384;
    private const int MostWindows = 1000;
    private const int MostShards = 10000;

    /// <summary><c>dicom</c>, <c>images</c>, <c>windows</c> and <c>tfrecord</c>.</summary>
    public static PartTable<PreparationPart> Standard { get; } = new("preparation",
    [
        new("dicom", arguments => Common(arguments, new DicomPreparation
        {
            AppliesVoi = arguments.GetBool("voi", true),
            Window = Between(arguments, "window", 0, 0, MostWindows),
        })),
        new("images", arguments => Common(arguments, new ImagePreparation())),
        new("windows", arguments => new WindowPreparation
        {
            Queries = Queries(arguments),
            Drop = arguments.GetStrings("drop", []),
            Fill = arguments.GetDouble("fill", 0),
            IsTransposed = arguments.GetBool("transpose", false),
        }),
        new("tfrecord", ShardOf),
    ]);

    private static Preparation Common(PartArguments arguments, Preparation kind) => kind with
    {
        Folders = Folders(arguments, kind.Folders),
        Format = arguments.GetWord("format", ["png", "jpeg"], "png") == "jpeg" ? ImageFormat.Jpeg : ImageFormat.Png,
        Quality = Between(arguments, "quality", kind.Quality, 1, 100),
        Size = arguments.Has("size") ? Size(arguments) : null,
        KeepsAspect = arguments.GetBool("keep_aspect", kind.KeepsAspect),
    };

    private static ShardPreparation ShardOf(PartArguments arguments) => new()
    {
        Queries = Queries(arguments),
        Picture = arguments.GetString("picture", "image"),
        Shards = Between(arguments, "shards", 16, 1, MostShards),
        Steps = arguments.Has("steps") ? [.. arguments.GetParts("steps").Select(part => ImageTransforms.Table.Create(part.Name, part.Arguments))] : [],
        Format = arguments.GetWord("format", ["as_is", "png", "jpeg"], "as_is") switch
        {
            "png" => ImageFormat.Png,
            "jpeg" => ImageFormat.Jpeg,
            _ => null,
        },
        Quality = Between(arguments, "quality", 95, 1, 100),
        Size = arguments.Has("size") ? Size(arguments) : null,
    };

    // A query for each folder of the output.
    private static ImmutableArray<(string Folder, string Sql)> Queries(PartArguments arguments)
    {
        const string expected = "queries by the folders that they fill, such as {train: SELECT …, test: SELECT …}";
        if (!arguments.Has("queries"))
            throw arguments.Invalid("queries", expected);
        var nested = arguments.GetNested("queries");
        ImmutableArray<(string Folder, string Sql)> queries = [.. nested.Keys.Select(key => (key, nested.GetString(key)))];
        return !queries.IsEmpty && queries.All(query => IsWithin(query.Folder)) ? queries : throw arguments.Invalid("queries", expected);
    }

    private static ImmutableArray<string> Folders(PartArguments arguments, ImmutableArray<string> fallback)
    {
        ImmutableArray<string> folders = [.. arguments.GetStrings("folders", fallback).Select(folder => folder.TrimEnd('/'))];
        var areValid = folders.Length > 0 && folders.Distinct(StringComparer.Ordinal).Count() == folders.Length && folders.All(IsWithin);
        return areValid ? folders : throw arguments.Invalid("folders", "a list of different folders within the data folder, such as [train, test]");
    }

    private static bool IsWithin(string folder) =>
        folder.Length > 0 && !Path.IsPathRooted(folder) && !folder.Contains('\0') && !folder.Split('/').Any(part => part is "" or "." or "..");

    private static ImageSize Size(PartArguments arguments)
    {
        var sides = arguments.GetDoubles("size");
        if (sides.Length is not (1 or 2) || sides.Any(side => side is not (>= 1 and <= LargestSide) || side != Math.Floor(side)))
            throw arguments.Invalid("size", $"a number of pixels from 1 to {LargestSide} or [height, width]");
        return new ImageSize((int)sides[0], (int)sides[^1]);
    }

    private static int Between(PartArguments arguments, string key, int fallback, int low, int high)
    {
        var value = arguments.GetInt32(key, fallback);
        return value >= low && value <= high ? value : throw arguments.Invalid(key, $"an integer from {low} to {high}");
    }
}
