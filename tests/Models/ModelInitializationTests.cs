using Foldline.Models;
using Foldline.Torch;

namespace Foldline.Tests.Models;

/// <summary>A seed gives the weights that timm draws after <c>torch.manual_seed</c> with PyTorch 1.13, and leaves the generator where timm leaves it.</summary>
public sealed class ModelInitializationTests
{
    private const ulong Seed = 5;
    private const double Tolerance = 1e-6;

    [Theory]
    [InlineData("resnet10t", "conv1.0.weight", 0.0322273001, -0.00659074588, 0.496121466)]
    [InlineData("resnet10t", "layer4.0.conv2.weight", -0.0369560458, 0.00643252488, 0.496121466)]
    [InlineData("resnet10t", "fc.weight", 0.0329892561, 0.0422860496, 0.496121466)]
    [InlineData("seresnet18", "conv1.weight", 0.0459818877, 0.016241638, 0.593382537)]
    [InlineData("seresnet18", "layer4.1.conv2.weight", 0.00294753024, -0.00263092294, 0.593382537)]
    [InlineData("seresnet18", "fc.weight", -0.00299841096, 0.0406790413, 0.593382537)]
    [InlineData("resnet50", "conv1.weight", -0.019390244, -0.0294046793, 0.824636519)]
    [InlineData("resnet50", "layer4.2.conv3.weight", 0.032482408, -0.00754450541, 0.824636519)]
    [InlineData("resnet50", "fc.weight", -0.0111331185, 0.00683964044, 0.824636519)]
    [InlineData("ecaresnet26t", "conv1.0.weight", 0.0606666282, 0.0690180883, 0.471356452)]
    [InlineData("ecaresnet26t", "layer4.1.se.conv.weight", -0.354156137, -0.317790776, 0.471356452)]
    [InlineData("ecaresnet26t", "fc.weight", 0.0201260541, 0.0197304115, 0.471356452)]
    [InlineData("efficientnet_b0", "conv_stem.weight", -0.0830276534, 0.00905076042, 0.463635862)]
    [InlineData("efficientnet_b0", "conv_head.weight", 0.0463065468, 0.029355647, 0.463635862)]
    [InlineData("efficientnet_b0", "classifier.weight", -0.243975446, -0.0960708186, 0.463635862)]
    [InlineData("mobilenetv2_035", "conv_stem.weight", 0.0248171221, -0.0109131234, 0.343590915)]
    [InlineData("mobilenetv2_035", "conv_head.weight", 0.0286763012, -0.0264866911, 0.343590915)]
    [InlineData("mobilenetv2_035", "classifier.weight", 0.276829928, -0.236039117, 0.343590915)]
    [InlineData("tf_efficientnetv2_b0", "conv_stem.weight", -0.0508915745, 0.0247494131, 0.321653485)]
    [InlineData("tf_efficientnetv2_b0", "conv_head.weight", -0.0351340435, 0.00706870668, 0.321653485)]
    [InlineData("tf_efficientnetv2_b0", "classifier.weight", 0.294929236, -0.134446919, 0.321653485)]
    [InlineData("mixnet_s", "conv_stem.weight", -0.0197026916, 0.0420120396, 0.454743207)]
    [InlineData("mixnet_s", "conv_head.weight", -0.00181968941, -0.0387601182, 0.454743207)]
    [InlineData("mixnet_s", "classifier.weight", -0.216633603, 0.101355299, 0.454743207)]
    [InlineData("efficientnet_cc_b0_4e", "blocks.6.0.routing_fn.weight", 0.0251198597, -0.0314240977, 0.442504346)]
    [InlineData("efficientnet_cc_b0_4e", "blocks.6.0.conv_pwl.weight", 0.091008313, -0.00540882861, 0.442504346)]
    [InlineData("efficientnet_cc_b0_4e", "classifier.weight", 0.0476691239, 0.0246179122, 0.442504346)]
    [InlineData("gc_efficientnetv2_rw_t", "blocks.5.13.se.conv_attn.weight", 0.14948231, 0.0805776194, 0.496089697)]
    [InlineData("gc_efficientnetv2_rw_t", "blocks.5.13.conv_pwl.weight", 0.0769597292, 0.101743408, 0.496089697)]
    [InlineData("gc_efficientnetv2_rw_t", "classifier.weight", -0.170701042, 0.307856858, 0.496089697)]
    [InlineData("test_vit", "blocks.5.mlp.fc2.weight", 0.00849315803, 0.00813984312, 0.756184161)]
    [InlineData("test_vit3", "attn_pool.latent", 0.119163476, 0.0271829683, 0.988991678)]
    [InlineData("test_vit3", "attn_pool.kv.weight", 0.0290569905, -0.00624370808, 0.988991678)]
    [InlineData("deit_tiny_distilled_patch16_224", "dist_token", 0.0180043112, -0.0286115129, 0.550061822)]
    [InlineData("deit_tiny_distilled_patch16_224", "head_dist.weight", 0.0405853093, 0.0436568893, 0.550061822)]
    [InlineData("vit_dpwee_patch16_reg1_gap_256", "blocks.15.lambda_k2", 0.162587732, 0.0217687413, 0.575272799)]
    [InlineData("eva02_tiny_patch14_224", "head.weight", -1.82722979e-05, 2.08928031e-05, 0.611315608)]
    [InlineData("vit_small_patch16_rope_mixed_224", "rope.freqs", -0.0850298479, -0.0637633875, 0.19032073)]
    [InlineData("gmixer_12_224", "stem.proj.weight", -0.018634107, 0.0149199357, 0.804335535)]
    [InlineData("gmlp_ti16_224", "blocks.29.mlp_channels.gate.proj.weight", 1.33084683e-07, 1.39661302e-06, 0.463644147)]
    [InlineData("levit_128s", "head_dist.linear.weight", 0.00500486372, 0.0121752005, 0.496513486)]
    [InlineData("vit_tiny_r_s16_p8_224", "head.weight", 0.0240118243, 0.0184841547, 0.838811159)]
    [InlineData("mvitv2_small_cls", "cls_token", 0.00142867805, 0.00425632438, 0.14501673)]
    [InlineData("mvitv2_small_cls", "stages.3.blocks.0.attn.rel_pos_w", 0.000469202612, 0.00330909598, 0.14501673)]
    [InlineData("mvitv2_small_cls", "head.fc.weight", 0.000697340642, -0.0189012885, 0.14501673)]
    [InlineData("swinv2_cr_tiny_ns_224", "stages.3.blocks.1.attn.meta_mlp.fc2.weight", -0.0160981342, -0.00651550014, 0.981058717)]
    [InlineData("swinv2_cr_tiny_ns_224", "head.fc.weight", -0.0298529025, 0.013559564, 0.981058717)]
    [InlineData("convit_tiny", "pos_embed", -0.0118936179, 0.0102548134, 0.688681602)]
    [InlineData("convit_tiny", "blocks.9.attn.qk.weight", -0.0237210877, 0.0210108291, 0.688681602)]
    [InlineData("convit_tiny", "head.weight", -0.0243853871, 0.0485164113, 0.688681602)]
    [InlineData("volo_d1_224", "cls_token", 0.0117011117, 0.0209481381, 0.104887605)]
    [InlineData("volo_d1_224", "aux_head.weight", 0.019044023, 0.00774773862, 0.104887605)]
    [InlineData("coat_tiny", "cls_token4", -0.0140688298, 0.0219221637, 0.740540683)]
    [InlineData("coat_tiny", "parallel_blocks.5.mlp2.fc2.weight", 0.0458351187, -0.00382105168, 0.740540683)]
    [InlineData("crossvit_9_dagger_240", "pos_embed_1", -0.0167330764, -0.0146347359, 0.267722368)]
    [InlineData("crossvit_9_dagger_240", "head.1.weight", 0.0241533145, -0.000661080587, 0.267722368)]
    public void Initialize_DrawsTimmsWeights(string model, string tensor, double first, double third, double nextDraw)
    {
        using var scope = new TensorScope();
        using var generator = new TorchGenerator(Seed);
        using var network = ModelRegistry.Create(model, new ModelOptions { NumClasses = 10 }, generator);
        var values = network.StateDict()[tensor].ToArray<float>();
        var next = Aten.Empty([4]).UniformInPlace(0, 1, generator).ToArray<float>();
        Assert.Equal([first, third, nextDraw], [values[0], values[2], next[0]], (a, b) => Math.Abs(a - b) <= Tolerance);
    }

    [Fact]
    public void Initialize_ResNet_StartsBranchesAtOne_WhenToldSo()
    {
        using var generator = new TorchGenerator(Seed);
        using var network = ModelRegistry.Create("resnet18", new ModelOptions { ZeroInitLast = false }, generator);
        Assert.All(network.StateDict()["layer1.0.bn2.weight"].ToArray<float>(), value => Assert.Equal(1, value));
    }

    [Theory]
    [InlineData("resnet18", "layer1.0.bn2.weight")]
    [InlineData("resnet50", "layer4.2.bn3.weight")]
    public void Initialize_ResNet_StartsBranchesAtZero(string model, string tensor)
    {
        using var generator = new TorchGenerator(Seed);
        using var network = ModelRegistry.Create(model, null, generator);
        Assert.All(network.StateDict()[tensor].ToArray<float>(), value => Assert.Equal(0, value));
    }
}
