using Foldline.Models.Weights;

namespace Foldline.Models.VisionTransformers;

/// <summary>Names of vision transformers in the files of those who trained them.</summary>
internal static class VisionTransformerNames
{
    private static readonly NameRules Clip = new(
        (@"^(?!visual\.)", null),
        (@"^visual\.", ""),
        (@"^conv1\.", "patch_embed.proj."),
        ("^positional_embedding$", "pos_embed"),
        ("^class_embedding$", "cls_token"),
        ("^proj$", "head.weight"),
        (@"^transformer\.resblocks\.", "blocks."),
        ("^ln_pre", "norm_pre"),
        ("^ln_post", "norm"),
        ("ln_", "norm"),
        ("in_proj_", "qkv."),
        ("out_proj", "proj"),
        (@"mlp\.c_fc", "mlp.fc1"),
        (@"mlp\.c_proj", "mlp.fc2"));

    private static readonly NameRules MobileClip = new(
        (@"^(?!image_encoder\.model\.)", null),
        (@"^image_encoder\.model\.", ""),
        (@"patch_emb\.", "patch_embed.backbone."),
        (@"block\.conv", "conv"),
        (@"block\.norm", "bn"),
        (@"post_transformer_norm\.", "norm."),
        (@"pre_norm_mha\.0", "norm1"),
        (@"pre_norm_mha\.1", "attn"),
        (@"pre_norm_ffn\.0", "norm2"),
        (@"pre_norm_ffn\.1", "mlp.fc1"),
        (@"pre_norm_ffn\.4", "mlp.fc2"),
        (@"qkv_proj\.", "qkv."),
        (@"out_proj\.", "proj."),
        (@"transformer\.", "blocks."),
        (@"^pos_embed\.pos_embed\.pos_embed$", "pos_embed"),
        (@"classifier\.proj", "head.weight"));

    private static readonly NameRules Aim = new(
        (@"norm_([12])\.", "norm$1."),
        (@"preprocessor\.patchifier\.", "patch_embed."),
        (@"preprocessor\.pos_embed", "pos_embed"),
        (@"trunk\.", ""),
        (@"post_trunk_norm\.", "norm."),
        (@"mlp\.fc1", "mlp.fc1_g"),
        (@"mlp\.fc3", "mlp.fc1_x"));

    private static readonly NameRules Dino = new((@"\.mlp\.w12\.", ".mlp.fc1."), (@"\.mlp\.w3\.", ".mlp.fc2."));

    private static readonly NameRules DeitThree = new((@"\.gamma_([0-9])$", ".ls$1.gamma"));

    private static readonly (string Sign, NameRules Rules)[] Publishers =
    [
        ("visual.class_embedding", Clip),
        ("image_encoder.model.patch_emb.0.block.conv.weight", MobileClip),
        ("preprocessor.patchifier.proj.weight", Aim),
        ("blocks.0.mlp.w12.weight", Dino),
        ("blocks.0.gamma_1", DeitThree),
    ];

    /// <summary>Rules for OpenAI's CLIP, MobileCLIP, AIMv2, DINOv2 and DeiT III; null for another file.</summary>
    /// <param name="stored">Names in the file.</param>
    public static NameRules? For(IReadOnlySet<string> stored) => Publishers.FirstOrDefault(publisher => stored.Contains(publisher.Sign)).Rules;
}
