namespace Foldline.Models.NasNets;

/// <summary>The networks of timm's <c>nasnet.py</c> and <c>pnasnet.py</c>, one each.</summary>
internal static class NasNetVariants
{
    public static ModelFamily Family { get; } = new("nasnet", [new ModelVariant("nasnetalarge", options => new NasNet(options))]);

    public static ModelFamily Progressive { get; } = new("pnasnet", [new ModelVariant("pnasnet5large", options => new PnasNet(options))]);
}
