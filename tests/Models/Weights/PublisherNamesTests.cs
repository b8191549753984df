using Foldline.Models;
using Foldline.Models.Weights;
using Foldline.Torch;
using Foldline.Torch.Serialization;

namespace Foldline.Tests.Models.Weights;

/// <summary>Files with other names than timm's. Expected names: those that timm's own filters of checkpoints give, and that the network has.</summary>
public sealed class PublisherNamesTests : IDisposable
{
    private const int Classes = 6;
    private readonly string folder = Directory.CreateTempSubdirectory("foldline-names-").FullName;
    private readonly TensorScope scope = new();

    public void Dispose()
    {
        scope.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    // Model, name that tells the publisher, name in the file, name here.
    [Theory]
    [InlineData("regnety_002", "stem.0.weight", "stem.0.weight", "stem.conv.weight")]
    [InlineData("regnety_002", "stem.0.weight", "trunk_output.block2.block2-0.proj.1.running_var", "s2.b1.downsample.bn.running_var")]
    [InlineData("regnety_002", "stem.0.weight", "trunk_output.block3.block3-2.f.se.fc2.bias", "s3.b3.se.fc2.bias")]
    [InlineData("regnety_002", "stem.0.weight", "trunk_output.block4.block4-6.f.c.0.weight", "s4.b7.conv3.conv.weight")]
    [InlineData("regnety_002", "stem.0.weight", "fc.weight", "head.fc.weight")]
    [InlineData("regnety_002", "", "classy_state_dict/base_model/model/trunk/_feature_blocks.conv1.stem.1.bias", "stem.bn.bias")]
    [InlineData("regnety_002", "", "classy_state_dict/base_model/model/trunk/_feature_blocks.res2.block2-0.proj.weight", "s2.b1.downsample.conv.weight")]
    [InlineData("regnety_002", "", "classy_state_dict/base_model/model/trunk/_feature_blocks.res2.block2-0.bn.weight", "s2.b1.downsample.bn.weight")]
    [InlineData("regnety_002", "", "classy_state_dict/base_model/model/trunk/_feature_blocks.res3.block3-1.f.se.excitation.2.weight", "s3.b2.se.fc2.weight")]
    [InlineData("regnety_002", "", "classy_state_dict/base_model/model/heads/0.clf.0.weight", "head.fc.weight")]
    [InlineData("regnety_002", "", "classy_state_dict/base_model/model/heads/0.prototypes0.weight", null)]
    [InlineData("regnety_002", "", "classy_state_dict/train_phase_idx", null)]
    [InlineData("vit_base_patch32_clip_224", "visual.class_embedding", "visual.transformer.resblocks.3.attn.in_proj_bias", "blocks.3.attn.qkv.bias")]
    [InlineData("vit_base_patch32_clip_224", "visual.class_embedding", "visual.transformer.resblocks.11.mlp.c_proj.weight", "blocks.11.mlp.fc2.weight")]
    [InlineData("vit_base_patch32_clip_224", "visual.class_embedding", "visual.transformer.resblocks.0.ln_2.weight", "blocks.0.norm2.weight")]
    [InlineData("vit_base_patch32_clip_224", "visual.class_embedding", "visual.ln_pre.weight", "norm_pre.weight")]
    [InlineData("vit_base_patch32_clip_224", "visual.class_embedding", "visual.conv1.weight", "patch_embed.proj.weight")]
    [InlineData("vit_base_patch32_clip_224", "visual.class_embedding", "transformer.resblocks.0.ln_1.weight", null)]
    [InlineData("vit_base_mci_224", "image_encoder.model.patch_emb.0.block.conv.weight", "image_encoder.model.patch_emb.1.block.norm.weight", "patch_embed.backbone.1.bn.weight")]
    [InlineData("vit_base_mci_224", "image_encoder.model.patch_emb.0.block.conv.weight", "image_encoder.model.transformer.2.pre_norm_ffn.4.bias", "blocks.2.mlp.fc2.bias")]
    [InlineData("vit_base_mci_224", "image_encoder.model.patch_emb.0.block.conv.weight", "image_encoder.model.transformer.2.pre_norm_mha.1.qkv_proj.weight", "blocks.2.attn.qkv.weight")]
    [InlineData("vit_base_mci_224", "image_encoder.model.patch_emb.0.block.conv.weight", "text_encoder.embedding_layer.weight", null)]
    [InlineData("deit3_small_patch16_224", "blocks.0.gamma_1", "blocks.4.gamma_2", "blocks.4.ls2.gamma")]
    [InlineData("resnet50_clip", "visual.conv1.weight", "visual.bn3.running_mean", "stem.conv3.bn.running_mean")]
    [InlineData("resnet50_clip", "visual.conv1.weight", "visual.layer2.1.conv2.weight", "stages.1.1.conv2_kxk.conv.weight")]
    [InlineData("resnet50_clip", "visual.conv1.weight", "visual.layer1.0.downsample.1.bias", "stages.0.0.shortcut.conv.bn.bias")]
    [InlineData("resnet50_clip", "visual.conv1.weight", "visual.attnpool.k_proj.weight", "head.k.weight")]
    [InlineData("resnet50_clip_gap", "visual.conv1.weight", "visual.attnpool.c_proj.weight", null)]
    [InlineData("convnext_atto", "visual.trunk.stem.0.weight", "visual.trunk.stages.1.blocks.0.conv_dw.weight", "stages.1.blocks.0.conv_dw.weight")]
    [InlineData("convnext_atto", "visual.trunk.stem.0.weight", "visual.head.proj.weight", "head.fc.weight")]
    [InlineData("convnext_atto", "visual.trunk.stem.0.weight", "text.token_embedding.weight", null)]
    [InlineData("convnextv2_atto", "downsample_layers.0.0.weight", "stages.2.3.grn.gamma", "stages.2.blocks.3.mlp.grn.weight")]
    [InlineData("convnextv2_atto", "downsample_layers.0.0.weight", "stages.2.3.pwconv1.weight", "stages.2.blocks.3.mlp.fc1.weight")]
    [InlineData("convnextv2_atto", "downsample_layers.0.0.weight", "downsample_layers.2.1.weight", "stages.2.downsample.1.weight")]
    [InlineData("convnextv2_atto", "downsample_layers.0.0.weight", "norm.bias", "head.norm.bias")]
    [InlineData("edgenext_xx_small", "downsample_layers.0.0.weight", "stages.1.0.dwconv.weight", "stages.1.blocks.0.conv_dw.weight")]
    [InlineData("edgenext_xx_small", "downsample_layers.0.0.weight", "head.weight", "head.fc.weight")]
    [InlineData("swin_tiny_patch4_window7_224", "layers.0.downsample.reduction.weight", "layers.1.downsample.norm.weight", "layers.2.downsample.norm.weight")]
    [InlineData("swin_tiny_patch4_window7_224", "layers.0.downsample.reduction.weight", "head.bias", "head.fc.bias")]
    [InlineData("pvt_v2_b0", "patch_embed1.proj.weight", "patch_embed1.norm.weight", "patch_embed.norm.weight")]
    [InlineData("pvt_v2_b0", "patch_embed1.proj.weight", "patch_embed4.proj.weight", "stages.3.downsample.proj.weight")]
    [InlineData("pvt_v2_b0", "patch_embed1.proj.weight", "block2.1.mlp.dwconv.dwconv.weight", "stages.1.blocks.1.mlp.dwconv.weight")]
    [InlineData("pvt_v2_b0", "patch_embed1.proj.weight", "norm4.weight", "stages.3.norm.weight")]
    [InlineData("davit_tiny", "patch_embeds.0.proj.weight", "patch_embeds.0.norm.weight", "stem.norm.weight")]
    [InlineData("davit_tiny", "patch_embeds.0.proj.weight", "patch_embeds.2.proj.weight", "stages.2.downsample.conv.weight")]
    [InlineData("davit_tiny", "patch_embeds.0.proj.weight", "main_blocks.2.1.1.cpe.0.proj.weight", "stages.2.blocks.1.1.cpe1.proj.weight")]
    [InlineData("davit_base_fl", "vision_tower.convs.0.proj.weight", "vision_tower.blocks.1.0.channel_block.channel_attn.fn.qkv.weight", "stages.1.blocks.0.channel_block.attn.qkv.weight")]
    [InlineData("davit_base_fl", "vision_tower.convs.0.proj.weight", "image_projection", null)]
    [InlineData("focalnet_tiny_srf", "patch_embed.proj.weight", "layers.0.downsample.proj.weight", "layers.1.downsample.proj.weight")]
    [InlineData("focalnet_tiny_srf", "patch_embed.proj.weight", "layers.2.blocks.3.norm2.weight", "layers.2.blocks.3.norm2.weight")]
    [InlineData("mvitv2_tiny", "blocks.0.norm1.weight", "blocks.4.attn.rel_pos_h", "stages.2.blocks.1.attn.rel_pos_h")]
    [InlineData("mvitv2_tiny", "blocks.0.norm1.weight", "blocks.1.proj.weight", "stages.1.blocks.0.shortcut_proj_attn.weight")]
    [InlineData("mvitv2_large", "blocks.0.norm1.weight", "blocks.1.proj.bias", "stages.0.blocks.1.shortcut_proj_mlp.bias")]
    [InlineData("mvitv2_tiny", "blocks.0.norm1.weight", "head.projection.weight", "head.fc.weight")]
    [InlineData("swinv2_cr_tiny_224", "patch_embed.proj.weight", "head.weight", "head.fc.weight")]
    [InlineData("poolformer_s12", "network.0.0.mlp.fc1.weight", "network.4.5.layer_scale_1", "stages.2.blocks.5.layer_scale1.scale")]
    [InlineData("poolformer_s12", "network.0.0.mlp.fc1.weight", "network.3.proj.weight", "stages.2.downsample.conv.weight")]
    [InlineData("poolformer_s12", "network.0.0.mlp.fc1.weight", "patch_embed.proj.weight", "stem.conv.weight")]
    [InlineData("convformer_s18", "downsample_layers.0.conv.weight", "downsample_layers.0.post_norm.weight", "stem.norm.weight")]
    [InlineData("convformer_s18", "downsample_layers.0.conv.weight", "stages.1.2.token_mixer.dwconv.weight", "stages.1.blocks.2.token_mixer.dwconv.weight")]
    [InlineData("resmlp_12_224", "patch_embed.proj.weight", "blocks.3.gamma_2", "blocks.3.ls2")]
    [InlineData("resmlp_12_224", "patch_embed.proj.weight", "blocks.3.mlp.fc1.weight", "blocks.3.mlp_channels.fc1.weight")]
    [InlineData("pit_ti_224", "", "pools.1.conv.weight", "transformers.2.pool.conv.weight")]
    [InlineData("densenet121", "", "features.denseblock2.denselayer10.norm.2.running_var", "features.denseblock2.denselayer10.norm2.running_var")]
    [InlineData("vgg11", "", "classifier.3.weight", "pre_logits.fc2.weight")]
    [InlineData("efficientformer_l1", "patch_embed.0.weight", "patch_embed.4.bias", "stem.norm2.bias")]
    [InlineData("ghostnetv3_050", "", "blocks.0.0.ghost1.primary_rpr_conv.0.bn.weight", "blocks.0.0.ghost1.primary_rpr_conv.0.bn1.weight")]
    [InlineData("ghostnetv3_050", "", "blocks.0.0.ghost1.total_ops", null)]
    [InlineData("eva02_tiny_patch14_224", "blocks.0.mlp.w1.weight", "blocks.5.mlp.w3.bias", "blocks.5.mlp.fc2.bias")]
    public void Rules_GiveTimmsName(string model, string sign, string stored, string? expected)
    {
        using var network = ModelRegistry.Create(model);
        var rules = network.RulesFor(new HashSet<string>([sign, stored], StringComparer.Ordinal))!;

        var found = rules.Apply(stored);

        Assert.Equal(expected, found);
        if (expected is not null)
            Assert.Contains(expected, network.StateDict().Keys);
    }

    [Theory]
    [InlineData("efficientformer_l1", "network.3.proj.weight", "stages.2.downsample.conv.weight")]
    [InlineData("efficientformer_l1", "network.2.1.layer_scale_2", "stages.1.blocks.1.ls2.gamma")]
    [InlineData("fastvit_t8", "network.3.proj.0.lkb_origin.bn.weight", "stages.2.downsample.proj.0.large_conv.bn.weight")]
    [InlineData("fastvit_t8", "network.4.1.convffn.conv.conv.weight", "stages.2.blocks.1.mlp.conv.conv.weight")]
    [InlineData("fastvit_t8", "network.0.0.token_mixer.layer_scale", "stages.0.blocks.0.token_mixer.layer_scale.gamma")]
    [InlineData("fastvit_t8", "conv_exp.se.reduce.weight", "final_conv.se.fc1.weight")]
    public void Rules_OfNumberedThroughStages_FindTheStage(string model, string stored, string expected)
    {
        using var network = ModelRegistry.Create(model);
        string[] names =
        [
            stored, "patch_embed.0.weight", "patch_embed.0.rbr_conv.0.conv.weight", "network.0.0.x", "network.1.proj.0.x", "network.2.0.x",
            "network.3.proj.0.x", "network.4.0.x", "network.5.proj.0.x", "network.6.0.x",
        ];
        Assert.Equal(expected, network.RulesFor(names.ToHashSet(StringComparer.Ordinal))!.Apply(stored));
        Assert.Contains(expected, network.StateDict().Keys);
    }

    [Fact]
    public void Rules_OfTimmsOwnNames_AreNone()
    {
        foreach (var name in (string[])["test_vit", "test_convnext", "regnety_002", "pvt_v2_b0", "fastvit_t8", "poolformer_s12", "edgenext_xx_small", "swin_tiny_patch4_window7_224"])
        {
            using var network = ModelRegistry.Create(name);
            Assert.Null(network.RulesFor(network.StateDict().Keys.ToHashSet(StringComparer.Ordinal)));
        }
    }

    [Theory]
    [InlineData("crossvit_9_240", "pos_embed.1", "pos_embed_1")]
    [InlineData("crossvit_9_240", "cls_token.0", "cls_token_0")]
    [InlineData("coat_lite_tiny", "norm1.weight", null)]
    [InlineData("coat_lite_tiny", "norm3.bias", null)]
    [InlineData("coat_lite_tiny", "aggregate.weight", null)]
    [InlineData("coat_tiny", "norm1.weight", null)]
    [InlineData("coat_tiny", "norm3.bias", "norm3.bias")]
    public void NameOf_AuthorsNames_IsTimms(string model, string stored, string? expected)
    {
        using var network = ModelRegistry.Create(model);
        Assert.Equal(expected, network.NameOf(stored));
        Assert.True(expected is null || network.StateDict().ContainsKey(expected));
    }

    [Fact]
    public void NameOf_TheAuxiliaryClassifierOfInception_IsLeftOut()
    {
        using var network = ModelRegistry.Create("inception_v3");
        Assert.Null(network.NameOf("AuxLogits.fc.weight"));
    }

    [Fact]
    public void Load_OpenClip_TakesTheImageTowerAndTheProjection()
    {
        using var source = Filled("test_convnext2");
        var tower = source.StateDict()
            .Where(entry => entry.Key != "head.fc.bias")
            .Select(entry => entry.Value.ToStored(entry.Key == "head.fc.weight" ? "visual.head.proj.weight" : $"visual.trunk.{entry.Key}"));
        AssertLoads("test_convnext2", source, [.. tower, source.StateDict()["stem.0.bias"].ToStored("text.ln_final.bias")]);
    }

    [Fact]
    public void Load_Clip_TurnsShapesAndTheProjection()
    {
        using var source = Filled("test_vit");
        AssertLoads("test_vit", source, [.. source.StateDict().Where(entry => entry.Key != "head.bias").Select(entry => Clip(entry.Key, entry.Value))]);
    }

    [Theory]
    [InlineData("repvgg_a0", 4)]
    [InlineData("mobileone_s0", 1)]
    public void Load_OtherNumberOfChannels_AdaptsAllFirstConvolutions(string name, int channels)
    {
        using var source = Filled(name);
        using var target = ModelRegistry.Create(name, new ModelOptions { NumClasses = Classes, InChannels = channels });
        var path = Save([.. source.StateDict().Select(entry => entry.Value.ToStored(entry.Key))]);

        Assert.True(PretrainedWeights.Load(target, path).IsEmpty);

        using var noGrad = GradMode.NoGrad();
        source.Eval();
        target.Eval();
        var grey = DeterministicFill.Input(1, 1, 32, 32);
        var expected = source.Forward(grey.Expand([1, 3, 32, 32]));
        var difference = expected - target.Forward(grey.Expand([1, channels, 32, 32]));
        Assert.True(channels == 4 || difference.Abs().Max().ToDouble() < 1e-4 * expected.Abs().Max().ToDouble());
        var kernels = target.StateDict().Where(entry => entry.Key.StartsWith("stem.conv", StringComparison.Ordinal) && entry.Value.Rank == 4).ToList();
        Assert.All(kernels, entry => Assert.Equal(channels, entry.Value.Size(1)));
        Assert.All(kernels, entry => Assert.True((entry.Value[.., 0] * channels - Colours(entry.Key)).Abs().Max().ToDouble() < 1e-5));

        Tensor Colours(string kernel) => channels == 1 ? source.StateDict()[kernel].Sum([1]) : source.StateDict()[kernel][.., 0] * 3;
    }

    private static ImageModel Filled(string name)
    {
        var model = ModelRegistry.Create(name, new ModelOptions { NumClasses = Classes });
        DeterministicFill.Fill(model);
        return model;
    }

    private static StoredTensor Clip(string name, Tensor tensor)
    {
        (string From, string To)[] words =
        [
            ("patch_embed.proj", "conv1"), ("blocks.", "transformer.resblocks."), ("norm1", "ln_1"), ("norm2", "ln_2"), ("norm.", "ln_post."), ("attn.qkv.", "attn.in_proj_"),
            ("attn.proj", "attn.out_proj"), ("mlp.fc1", "mlp.c_fc"), ("mlp.fc2", "mlp.c_proj"), ("pos_embed", "positional_embedding"), ("cls_token", "class_embedding"), ("head.weight", "proj"),
        ];
        var stored = words.Aggregate(name, (text, word) => text.Replace(word.From, word.To, StringComparison.Ordinal));
        var value = name switch
        {
            "cls_token" => tensor.Detach().Flatten(),
            "pos_embed" => tensor.Detach().Squeeze(0),
            "head.weight" => tensor.Detach().Transpose(0, 1).Contiguous(),
            _ => tensor,
        };
        return value.ToStored($"visual.{stored}");
    }

    private void AssertLoads(string name, ImageModel source, IReadOnlyList<StoredTensor> tensors)
    {
        using var target = ModelRegistry.Create(name, new ModelOptions { NumClasses = Classes }, new TorchGenerator(2));
        var mismatch = PretrainedWeights.Load(target, Save(tensors));
        var bias = $"{target.ClassifierName}.bias";
        Assert.Equal([bias], mismatch.Missing);
        Assert.Empty(mismatch.Unexpected);
        Assert.Empty(mismatch.Misshaped);
        foreach (var (key, tensor) in target.StateDict())
            Assert.Equal(key == bias ? new float[Classes] : source.StateDict()[key].ToArray<float>(), tensor.ToArray<float>());
    }

    private string Save(IReadOnlyList<StoredTensor> tensors)
    {
        var path = Path.Combine(folder, "model.safetensors");
        SafeTensors.Write(path, tensors);
        return path;
    }
}
