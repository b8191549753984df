namespace Foldline.Models.Segmentation.Encoders;

/// <summary>
/// Which of a network's feature maps an encoder gives. A map of the images' own size is left out. Networks that begin at a quarter of
/// the images' size (ConvNeXt, Swin) have a map of half the size without channels where one stage more is asked for than they have
/// maps, as later versions of segmentation_models_pytorch have it; with fewer stages their first map stands for the half, as in its
/// version 0.3.
/// </summary>
/// <param name="Maps">The maps, largest first.</param>
/// <param name="Skipped">Maps of the network before them.</param>
/// <param name="LacksHalf">Whether a map without channels stands before them.</param>
internal sealed record FeaturePyramid(IReadOnlyList<FeatureMap> Maps, int Skipped, bool LacksHalf)
{
    private const int Quarter = 4;

    /// <summary>Chooses the maps.</summary>
    /// <param name="name">Name of the network.</param>
    /// <param name="all">All its maps.</param>
    /// <param name="depth">Stages that are asked for.</param>
    /// <exception cref="FoldlineException">FL2213: there are no or too few maps, or each is not half as large as the one before.</exception>
    public static FeaturePyramid Of(string name, IReadOnlyList<FeatureMap> all, int depth)
    {
        if (all.Count == 0)
            throw Unfit(name, "offers no feature maps and cannot be an encoder.");
        var skipped = all.TakeWhile(map => map.Reduction == 1).Count();
        List<FeatureMap> maps = [.. all.Skip(skipped)];
        var sizes = $"1/{string.Join(", 1/", maps.Select(map => map.Reduction))}";
        if (maps.Count == 0 || maps[0].Reduction is not (2 or Quarter) || maps.Where((map, i) => map.Reduction != maps[0].Reduction << i).Any())
            throw Unfit(name, $"offers feature maps of the sizes {sizes}. Decoders need maps of which each is half as large as the one before, beginning with a half or a quarter of the images' size; choose another encoder.");
        var lacksHalf = maps[0].Reduction == Quarter && depth == maps.Count + 1;
        var count = lacksHalf ? maps.Count : depth;
        return maps.Count >= count
            ? new FeaturePyramid(maps[..count], skipped, lacksHalf)
            : throw Unfit(name, $"offers {maps.Count} feature maps (sizes {sizes}), fewer than the encoder depth asks for. Set the encoder depth to {maps.Count} or less.");
    }

    private static FoldlineException Unfit(string name, string what) => FoldlineException.User("FL2213", $"'{name}' {what}", null, ("encoder", name));
}
