namespace Foldline.Models.ResNets;

/// <summary>The table of ResNets, after timm's <c>resnet.py</c>.</summary>
internal static class ResNetVariants
{
    private static readonly ResNetSettings Basic18 = Basic(2, 2, 2, 2);
    private static readonly ResNetSettings Basic34 = Basic(3, 4, 6, 3);
    private static readonly ResNetSettings Bottleneck26 = Bottleneck(2, 2, 2, 2);
    private static readonly ResNetSettings Bottleneck50 = Bottleneck(3, 4, 6, 3);
    private static readonly ResNetSettings Bottleneck101 = Bottleneck(3, 4, 23, 3);
    private static readonly ResNetSettings Bottleneck152 = Bottleneck(3, 8, 36, 3);
    private static readonly ResNetSettings Bottleneck200 = Bottleneck(3, 24, 36, 3);
    private static readonly ResNetSettings Bottleneck269 = Bottleneck(3, 30, 48, 8);

    private static readonly (string Name, ResNetSettings Settings)[] Table =
    [
        ("resnet10t", T(Basic(1, 1, 1, 1))),
        ("resnet14t", T(Bottleneck(1, 1, 1, 1))),
        ("resnet18", Basic18),
        ("resnet18d", D(Basic18)),
        ("resnet34", Basic34),
        ("resnet34d", D(Basic34)),
        ("resnet26", Bottleneck26),
        ("resnet26t", T(Bottleneck26)),
        ("resnet26d", D(Bottleneck26)),
        ("resnet50", Bottleneck50),
        ("resnet50c", C(Bottleneck50)),
        ("resnet50d", D(Bottleneck50)),
        ("resnet50s", S(Bottleneck50)),
        ("resnet50t", T(Bottleneck50)),
        ("resnet101", Bottleneck101),
        ("resnet101c", C(Bottleneck101)),
        ("resnet101d", D(Bottleneck101)),
        ("resnet101s", S(Bottleneck101)),
        ("resnet152", Bottleneck152),
        ("resnet152c", C(Bottleneck152)),
        ("resnet152d", D(Bottleneck152)),
        ("resnet152s", S(Bottleneck152)),
        ("resnet200", Bottleneck200),
        ("resnet200d", D(Bottleneck200)),
        ("resnet50_gn", Bottleneck50 with { GroupNorm = true }),
        ("wide_resnet50_2", Bottleneck50 with { BaseWidth = 128 }),
        ("wide_resnet101_2", Bottleneck101 with { BaseWidth = 128 }),
        ("resnext50_32x4d", Next(Bottleneck50, 32, 4)),
        ("resnext50d_32x4d", D(Next(Bottleneck50, 32, 4))),
        ("resnext101_32x4d", Next(Bottleneck101, 32, 4)),
        ("resnext101_32x8d", Next(Bottleneck101, 32, 8)),
        ("resnext101_32x16d", Next(Bottleneck101, 32, 16)),
        ("resnext101_32x32d", Next(Bottleneck101, 32, 32)),
        ("resnext101_64x4d", Next(Bottleneck101, 64, 4)),
        ("ecaresnet26t", Eca(T(Bottleneck26))),
        ("ecaresnet50d", Eca(D(Bottleneck50))),
        ("ecaresnet50d_pruned", Eca(D(Bottleneck50)) with { Pruned = PrunedStages.Fifty }),
        ("ecaresnet50t", Eca(T(Bottleneck50))),
        ("ecaresnetlight", Eca(Bottleneck(1, 1, 11, 3)) with { AverageDown = true }),
        ("ecaresnet101d", Eca(D(Bottleneck101))),
        ("ecaresnet101d_pruned", Eca(D(Bottleneck101)) with { Pruned = PrunedStages.HundredOne }),
        ("ecaresnet200d", Eca(D(Bottleneck200))),
        ("ecaresnet269d", Eca(D(Bottleneck269))),
        ("ecaresnext26t_32x4d", Eca(T(Next(Bottleneck26, 32, 4)))),

        // timm builds this one from the depths of the 26.
        ("ecaresnext50t_32x4d", Eca(T(Next(Bottleneck26, 32, 4)))),
        ("seresnet18", Se(Basic18)),
        ("seresnet34", Se(Basic34)),
        ("seresnet50", Se(Bottleneck50)),
        ("seresnet50t", Se(T(Bottleneck50))),
        ("seresnet101", Se(Bottleneck101)),
        ("seresnet152", Se(Bottleneck152)),
        ("seresnet152d", Se(D(Bottleneck152))),
        ("seresnet200d", Se(D(Bottleneck200))),
        ("seresnet269d", Se(D(Bottleneck269))),
        ("seresnext26d_32x4d", Se(D(Next(Bottleneck26, 32, 4)))),
        ("seresnext26t_32x4d", Se(T(Next(Bottleneck26, 32, 4)))),
        ("seresnext50_32x4d", Se(Next(Bottleneck50, 32, 4))),
        ("seresnext101_32x4d", Se(Next(Bottleneck101, 32, 4))),
        ("seresnext101_32x8d", Se(Next(Bottleneck101, 32, 8))),
        ("seresnext101d_32x8d", Se(D(Next(Bottleneck101, 32, 8)))),
        ("seresnext101_64x4d", Se(Next(Bottleneck101, 64, 4))),
        ("senet154", Se(S(Next(Bottleneck152, 64, 4))) with { DownKernelSize = 3, ReduceFirst = 2 }),
        ("test_resnet", D(Basic(1, 1, 1, 1)) with { StemWidth = 16, Planes = [32, 48, 48, 96], StageBottlenecks = [false, false, true, false] }),
        ("resnetblur18", Blur(Basic18)),
        ("resnetblur50", Blur(Bottleneck50)),
        ("resnetblur50d", Blur(D(Bottleneck50))),
        ("resnetblur101d", Blur(D(Bottleneck101))),
        ("resnetaa34d", Average(D(Basic34))),
        ("resnetaa50", Average(Bottleneck50)),
        ("resnetaa50d", Average(D(Bottleneck50))),
        ("resnetaa101d", Average(D(Bottleneck101))),
        ("seresnetaa50d", Se(Average(D(Bottleneck50)))),
        ("seresnextaa101d_32x8d", Se(Average(D(Next(Bottleneck101, 32, 8))))),
        ("seresnextaa201d_32x8d", Se(Average(D(Next(Bottleneck(3, 24, 36, 4), 32, 8)))) with { StemWidth = 64 }),
        ("resnetrs50", Rs(3, 4, 6, 3)),
        ("resnetrs101", Rs(3, 4, 23, 3)),
        ("resnetrs152", Rs(3, 8, 36, 3)),
        ("resnetrs200", Rs(3, 24, 36, 3)),
        ("resnetrs270", Rs(4, 29, 53, 4)),
        ("resnetrs350", Rs(4, 36, 72, 4)),
        ("resnetrs420", Rs(4, 44, 87, 4)),
    ];

    public static ModelFamily Family { get; } =
        new("resnet", [.. Table.Select(row => new ModelVariant(row.Name, options => new ResNet(row.Settings, options)))]);

    private static ResNetSettings Basic(params int[] depths) => new() { Bottleneck = false, Depths = depths };

    private static ResNetSettings Bottleneck(params int[] depths) => new() { Bottleneck = true, Depths = depths };

    /// <summary>Deep stem of 32, 32, 64 channels.</summary>
    private static ResNetSettings C(ResNetSettings settings) => settings with { Stem = StemKind.Deep, StemWidth = 32 };

    /// <summary>C with average pooling in the shortcuts.</summary>
    private static ResNetSettings D(ResNetSettings settings) => C(settings) with { AverageDown = true };

    /// <summary>Deep stem of 64, 64, 128 channels.</summary>
    private static ResNetSettings S(ResNetSettings settings) => settings with { Stem = StemKind.Deep };

    /// <summary>D with a stem of 24, 32, 64 channels.</summary>
    private static ResNetSettings T(ResNetSettings settings) => D(settings) with { Stem = StemKind.Tiered };

    private static ResNetSettings Next(ResNetSettings settings, int cardinality, int width) =>
        settings with { Cardinality = cardinality, BaseWidth = width };

    private static ResNetSettings Se(ResNetSettings settings) => settings with { Attention = AttentionKind.SqueezeExcite };

    private static ResNetSettings Eca(ResNetSettings settings) => settings with { Attention = AttentionKind.EfficientChannel };

    private static ResNetSettings Blur(ResNetSettings settings) => settings with { AntiAlias = AntiAliasKind.Blur };

    private static ResNetSettings Average(ResNetSettings settings) => settings with { AntiAlias = AntiAliasKind.Average };

    private static ResNetSettings Rs(params int[] depths) =>
        Se(D(Bottleneck(depths))) with { AttentionRatio = 0.25, ReplaceStemPool = true };
}
