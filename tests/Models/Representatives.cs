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
        ["byobnet"] = "mobileone_s0 gernet_s gcresnext26ts regnetz_d8 resnet51q repvgg_a2",
        ["convmixer"] = "convmixer_768_32",
        ["convnext"] = "convnext_atto convnext_nano_ols convnext_tiny convnext_tiny_hnf convnextv2_pico convnextv2_tiny",
        ["cspnet"] = "cspresnet50 cs3darknet_focus_m darknet53",
        ["deit"] = "deit_small_patch16_224",
        ["densenet"] = "densenet121 densenetblur121d",
        ["dla"] = "dla34 dla46_c dla60_res2net",
        ["dpn"] = "dpn68",
        ["efficientnet"] = """
            efficientnet_b0 efficientnet_lite0 efficientnetv2_rw_t tf_efficientnet_b0 tf_efficientnet_es tf_efficientnetv2_b0 mixnet_s tf_mixnet_s
            mnasnet_100 fbnetc_100 mobilenetv2_100 tinynet_e tf_efficientnet_cc_b0_4e gc_efficientnetv2_rw_t
            """,
        ["eva"] = "eva02_tiny_patch14_224 vit_small_patch16_dinov3",
        ["ghostnet"] = "ghostnet_100 ghostnetv2_100",
        ["hardcorenas"] = "hardcorenas_a",
        ["hrnet"] = "hrnet_w18_small",
        ["levit"] = "levit_128s",
        ["maxxvit"] = "maxvit_pico_rw_256 maxvit_tiny_tf_224 maxxvit_rmlp_nano_rw_256 coatnet_0_rw_224",
        ["metaformer"] = "poolformer_s12 convformer_s18",
        ["mlp_mixer"] = "mixer_s32_224 gmixer_24_224",
        ["mobilenetv3"] = "mobilenetv3_rw tf_mobilenetv3_small_100 tf_mobilenetv3_small_minimal_100 lcnet_050 fbnetv3_b mobilenetv4_conv_small",
        ["mobilevit"] = "mobilevit_xxs mobilevitv2_100",
        ["nfnet"] = "nf_resnet50 eca_nfnet_l0",
        ["pvt_v2"] = "pvt_v2_b0 pvt_v2_b2_li",
        ["regnet"] = "regnety_002 regnetz_040",
        ["res2net"] = "res2net50_48w_2s",
        ["resnest"] = "resnest14d resnest50d_1s4x24d",
        ["resnet"] = """
            resnet18 resnet34d resnet26t resnet50_gn resnetblur18 resnetaa50 ecaresnext26t_32x4d seresnet18 resnetrs50 wide_resnet101_2
            """,
        ["resnetv2"] = "resnetv2_34d resnetv2_50t",
        ["rexnet"] = "rexnet_100 rexnetr_100",
        ["selecsls"] = "selecsls60",
        ["senet"] = "legacy_seresnet18 legacy_seresnet50 legacy_seresnext50_32x4d",
        ["sknet"] = "skresnet18",
        ["swin_transformer"] = "swin_tiny_patch4_window7_224",
        ["swin_transformer_v2"] = "swinv2_tiny_window8_256",
        ["tresnet"] = "tresnet_m",
        ["vgg"] = "vgg11_bn",
        ["vision_transformer"] = "vit_tiny_patch16_224 vit_small_patch32_224 vit_medium_patch16_gap_256",
        ["vision_transformer_hybrid"] = "vit_tiny_r_s16_p8_224",
        ["vovnet"] = "ese_vovnet19b_dw vovnet39a",
    };

    /// <summary>Names of a family; null where none are chosen.</summary>
    public static string[]? Of(string family) =>
        Names.TryGetValue(family, out var names) ? names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : null;
}
