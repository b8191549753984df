using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientFormerV2s;

/// <summary>Attention, in some blocks, and convolutions, each with a shortcut.</summary>
internal sealed class EfficientFormerV2Block : Layer
{
    private const double InitialScale = 1e-5;
    private readonly TalkingAttention? attention;
    private readonly LayerScale2d? scale1;
    private readonly DropPath? dropPath1;
    private readonly EfficientFormerV2Mlp mlp;
    private readonly LayerScale2d scale2;
    private readonly DropPath dropPath2;

    public EfficientFormerV2Block(int channels, int expansion, TalkingAttention? attention, double dropRate)
    {
        if (attention is not null)
        {
            this.attention = Register("token_mixer", attention);
            scale1 = Register("ls1", new LayerScale2d(channels, InitialScale));
            dropPath1 = Register("drop_path1", new DropPath(dropRate));
        }

        mlp = Register("mlp", new EfficientFormerV2Mlp(channels, expansion * channels));
        scale2 = Register("ls2", new LayerScale2d(channels, InitialScale));
        dropPath2 = Register("drop_path2", new DropPath(dropRate));
    }

    public override Tensor Forward(Tensor input)
    {
        var x = attention is null ? input : attention.Forward(input).Then(scale1!).Then(dropPath1!).PlusShortcut(input, input);
        return mlp.Forward(x).Then(scale2).Then(dropPath2).PlusShortcut(x, input);
    }
}
