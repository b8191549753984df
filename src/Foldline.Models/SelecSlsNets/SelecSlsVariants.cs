namespace Foldline.Models.SelecSlsNets;

/// <summary>The table of SelecSLS networks, after timm's <c>selecsls.py</c>.</summary>
internal static class SelecSlsVariants
{
    private static readonly SelecSlsSettings Net42 = new()
    {
        Stages = [(2, 64, 128), (2, 144, 288), (2, 304, 480)],
        Head = [(960, 3, 2), (1024, 3, 1), (1024, 3, 2), (1280, 1, 1)],
    };

    private static readonly SelecSlsSettings Net60 = new()
    {
        Stages = [(2, 64, 128), (3, 128, 288), (4, 288, 416)],
        Head = [(756, 3, 2), (1024, 3, 1), (1024, 3, 2), (1280, 1, 1)],
    };

    private static readonly SelecSlsSettings Net84 = new()
    {
        Stages = [(2, 64, 144), (5, 144, 304), (6, 304, 512)],
        Head = [(960, 3, 2), (1024, 3, 1), (1024, 3, 2), (1280, 3, 1)],
    };

    private static readonly (string Name, SelecSlsSettings Settings)[] Table =
    [
        ("selecsls42", Net42),
        ("selecsls42b", Net42 with { Head = [(960, 3, 2), (1024, 3, 1), (1280, 3, 2), (1024, 1, 1)] }),
        ("selecsls60", Net60),
        ("selecsls60b", Net60 with { Head = [(756, 3, 2), (1024, 3, 1), (1280, 3, 2), (1024, 1, 1)] }),
        ("selecsls84", Net84),
    ];

    public static ModelFamily Family { get; } =
        new("selecsls", [.. Table.Select(row => new ModelVariant(row.Name, options => new SelecSls(row.Settings, options)))]);
}
