using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>
/// Test-time augmentation: several views of an image whose predictions are merged (<see cref="TtaMerger"/>). Immutable.
/// </summary>
public sealed class TtaSet
{
    private static readonly (string Name, Symmetry Symmetry)[] Symmetries =
    [
        ("identity", Symmetry.Identity),
        ("hflip", Symmetry.FlipHorizontal),
        ("vflip", Symmetry.FlipVertical),
        ("rot90", Symmetry.Rotate90),
        ("rot180", Symmetry.Rotate180),
        ("rot270", Symmetry.Rotate270),
        ("transpose", Symmetry.Transpose),
        ("antitranspose", Symmetry.AntiTranspose),
    ];

    private readonly Func<ImageSize, ImmutableArray<TtaView>> views;

    private TtaSet(string name, Func<ImageSize, ImmutableArray<TtaView>> views) => (Name, this.views) = (name, views);

    /// <summary>All sets by name: <c>hflip</c>, <c>vflip</c>, <c>flips</c>, <c>rot90</c>, <c>d4</c>, <c>five_crop</c>, <c>ten_crop</c>, <c>multi_scale</c>.</summary>
    public static PartTable<TtaSet> Table { get; } = new("test-time augmentation",
    [
        new("d4", _ => Turns("d4", [.. Symmetries.Select(row => row.Name)])),
        new("five_crop", arguments => Crops("five_crop", arguments.Size(), flipped: false)),
        new("flips", _ => Turns("flips", "identity", "hflip", "vflip", "rot180")),
        new("hflip", _ => Turns("hflip", "identity", "hflip")),
        new("multi_scale", arguments => Scales([.. arguments.GetDoubles("scales")], arguments)),
        new("rot90", _ => Turns("rot90", "identity", "rot90", "rot180", "rot270")),
        new("ten_crop", arguments => Crops("ten_crop", arguments.Size(), flipped: true)),
        new("vflip", _ => Turns("vflip", "identity", "vflip")),
    ]);

    /// <summary>Name in <see cref="Table"/>.</summary>
    public string Name { get; }

    /// <summary>The views of an image, in the set's order.</summary>
    /// <param name="size">Size of the image.</param>
    /// <exception cref="FoldlineException">FL3018: the image is smaller than a crop.</exception>
    public ImmutableArray<TtaView> ViewsOf(ImageSize size) => views(size);

    private static TtaSet Turns(string name, params string[] members) => new(
        name,
        size => [.. members.Select(member => TtaView.Turned(member, size, Symmetries.First(row => row.Name == member).Symmetry))]);

    // The four corners and the middle, and on request the same of the flipped image.
    private static TtaSet Crops(string name, ImageSize crop, bool flipped) => new(name, size =>
    {
        var (bottom, right) = (size.Height - crop.Height, size.Width - crop.Width);
        (string Name, TtaRegion Part)[] parts =
        [
            ("top_left", new TtaRegion(0, 0, crop)),
            ("top_right", new TtaRegion(0, right, crop)),
            ("bottom_left", new TtaRegion(bottom, 0, crop)),
            ("bottom_right", new TtaRegion(bottom, right, crop)),
            ("center", new TtaRegion(bottom >> 1, right >> 1, crop)),
        ];
        var plain = parts.Select(part => TtaView.Cropped(part.Name, size, part.Part));
        return flipped ? [.. plain, .. parts.Select(part => TtaView.Cropped($"{part.Name}_flipped", size, part.Part, flipped: true))] : [.. plain];
    });

    private static TtaSet Scales(ImmutableArray<double> scales, PartArguments arguments)
    {
        if (scales.IsEmpty || scales.Any(scale => !(scale > 0 && double.IsFinite(scale))))
            throw arguments.Invalid("scales", "numbers above 0");
        return new TtaSet("multi_scale", size => [.. scales.Select(scale => TtaView.Scaled(FormattableString.Invariant($"scale_{scale}"), size, Times(size, scale)))]);
    }

    private static ImageSize Times(ImageSize size, double scale) =>
        new(Math.Max((int)Math.Round(size.Height * scale), 1), Math.Max((int)Math.Round(size.Width * scale), 1));
}
