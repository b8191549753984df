using Foldline.Models.Layers;
using Foldline.Models.Weights;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MlpMixers;

/// <summary>Networks of linear layers across tokens and across channels: MLP-Mixer, ResMLP, gMLP. Names as in timm's <c>mlp_mixer.py</c>.</summary>
internal sealed class MlpMixer : TokenModel
{
    private const double Epsilon = 1e-6;

    // Deviation of a normal distribution of deviation 1 that is cut off at ±2.
    private const double TruncatedDeviation = 0.87962566103423978;
    private readonly MlpMixerSettings settings;

    public MlpMixer(MlpMixerSettings settings, ModelOptions options)
        : base(options)
    {
        this.settings = settings;
        Patches = Register("stem", new PatchEmbed(options.InChannels, settings.Width, options.ImageSize ?? settings.ImageSize, settings.PatchSize));
        Blocks = Register("blocks", new Sequential());
        for (var i = 0; i < settings.Depth; i++)
            Blocks.Add(Block((int)Patches.Count));
        Norm = Register<Layer>("norm", settings.Block == MixerBlockKind.Residual ? new ChannelAffine(settings.Width) : new LayerNorm(settings.Width, Epsilon));
        RegisterClassifier();
    }

    public override int NumFeatures => settings.Width;

    public override string FirstConv => "stem.proj";

    public override LayerGrouping Grouping { get; } = ByBlocks("stem");

    public override IReadOnlyList<string> NoWeightDecay => [];

    protected override TokenEmbed Patches { get; }

    protected override Sequential Blocks { get; }

    protected override Layer Norm { get; }

    protected override Layer PooledNorm { get; } = new Identity();

    /// <summary>Linear layers by Glorot and Bengio, the patches as in Flax, gates near 1, the classifier at 0.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        this.ForEachDepthFirst((name, module) => Reset(name, module, generator));
    }

    internal override NameRules? RulesFor(IReadOnlySet<string> stored) => MlpMixerNames.For(stored) ?? base.RulesFor(stored);

    protected override Tensor Embed(Tensor images) => Patches.Forward(images);

    private static void Reset(string name, Module module, TorchGenerator generator)
    {
        switch (module)
        {
            case Linear linear:
                ResetLinear(linear, name, generator);
                break;
            case Conv2d conv:
                ResetPatches(conv, generator);
                break;
            case GluMlp glu:
                glu.ResetGate(generator);
                break;
            case SpatialGate gate:
                gate.ResetGate(generator);
                break;
        }
    }

    private static void ResetLinear(Linear linear, string name, TorchGenerator generator)
    {
        if (name == "head")
            Init.Constant(linear.Weight, 0);
        else
            Init.XavierUniform(linear.Weight, generator);
        if (name.Contains("mlp", StringComparison.Ordinal))
            Init.Normal(linear.Bias!, generator, 0, 1e-6);
        else
            Init.Constant(linear.Bias!, 0);
    }

    private static void ResetPatches(Conv2d conv, TorchGenerator generator)
    {
        using var noGrad = GradMode.NoGrad();
        Init.TruncatedNormal(conv.Weight, generator);
        conv.Weight.MulInPlace(Math.Sqrt(1.0 / Init.Fans(conv.Weight).FanIn) / TruncatedDeviation);
        Init.Constant(conv.Bias!, 0);
    }

    private Layer Block(int tokens) => settings.Block switch
    {
        MixerBlockKind.Residual => new ResMlpBlock(settings, tokens, Options.DropPathRate),
        MixerBlockKind.SpatialGate => new SpatialGatingBlock(settings, tokens, Options.DropPathRate),
        _ => new MixerBlock(settings, tokens, Options.DropPathRate),
    };
}
