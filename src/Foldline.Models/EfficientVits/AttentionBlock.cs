using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientVits;

/// <summary>Attention over the whole map, then an inverted residual.</summary>
internal sealed class AttentionBlock : Layer
{
    private readonly Branch context;
    private readonly Branch local;

    public AttentionBlock(EfficientVitSettings settings, int channels, double expansion)
    {
        var attention = new LinearAttention(channels, settings.HeadWidth, settings.Epsilon);
        context = Register("context_module", new Branch(attention, hasShortcut: true));
        local = Register("local_module", new Branch(new LocalBlocks(settings).Inverted(channels, channels, 1, (expansion, true)), hasShortcut: true));
    }

    public override Tensor Forward(Tensor input) => context.Forward(input).Then(local);
}
