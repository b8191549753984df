namespace Foldline.Tests.Models;

/// <summary>
/// The models that the ordinary suite compares: one of each kind of variant, as small as can be; the run of all models takes the rest.
/// A family that is not named here gives its smallest model.
/// </summary>
internal static class Representatives
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["beit"] = "beit_base_patch16_224",
        ["deit"] = "deit_small_patch16_224",
        ["efficientnet"] = """
            efficientnet_b0 efficientnet_lite0 efficientnetv2_rw_t tf_efficientnet_b0 tf_efficientnet_es tf_efficientnetv2_b0 mixnet_s tf_mixnet_s
            mnasnet_100 fbnetc_100 mobilenetv2_100 tinynet_e tf_efficientnet_cc_b0_4e gc_efficientnetv2_rw_t
            """,
        ["eva"] = "eva02_tiny_patch14_224 vit_small_patch16_dinov3",
        ["levit"] = "levit_128s",
        ["mlp_mixer"] = "mixer_s32_224 gmixer_24_224",
        ["resnet"] = """
            resnet18 resnet34d resnet26t resnet50_gn resnetblur18 resnetaa50 ecaresnext26t_32x4d seresnet18 resnetrs50 wide_resnet101_2
            """,
        ["vision_transformer"] = "vit_tiny_patch16_224 vit_small_patch32_224 vit_medium_patch16_gap_256",
    };

    /// <summary>Names of a family; null where none are chosen.</summary>
    public static string[]? Of(string family) =>
        Names.TryGetValue(family, out var names) ? names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : null;
}
