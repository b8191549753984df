namespace Foldline.Models.Vggs;

/// <summary>The table of VGGs, after timm's <c>vgg.py</c>.</summary>
internal static class VggVariants
{
    private static readonly (string Name, int[] Depths)[] Table =
    [
        ("vgg11", [1, 1, 2, 2, 2]),
        ("vgg13", [2, 2, 2, 2, 2]),
        ("vgg16", [2, 2, 3, 3, 3]),
        ("vgg19", [2, 2, 4, 4, 4]),
    ];

    public static ModelFamily Family { get; } = new("vgg", [.. Table.SelectMany(row => new[]
    {
        new ModelVariant(row.Name, options => new Vgg(new VggSettings(row.Depths), options)),
        new ModelVariant($"{row.Name}_bn", options => new Vgg(new VggSettings(row.Depths, Norm: true), options)),
    })]);
}
