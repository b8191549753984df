using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientFormers;

/// <summary>A block of a map: pooling less the place itself, and a network of two layers.</summary>
internal sealed class MapBlock : Layer
{
    private const int Expansion = 4;
    private const double InitialScale = 1e-5;
    private readonly AvgPool2d pool;
    private readonly LayerScale2d scale1;
    private readonly DropPath dropPath1;
    private readonly NormedConvMlp mlp;
    private readonly LayerScale2d scale2;
    private readonly DropPath dropPath2;

    public MapBlock(int channels, double dropRate)
    {
        pool = Register("token_mixer", new AvgPool2d(3, 1, 1, countIncludePad: false));
        scale1 = Register("ls1", new LayerScale2d(channels, InitialScale));
        dropPath1 = Register("drop_path1", new DropPath(dropRate));
        mlp = Register("mlp", new NormedConvMlp(channels, Expansion * channels));
        scale2 = Register("ls2", new LayerScale2d(channels, InitialScale));
        dropPath2 = Register("drop_path2", new DropPath(dropRate));
    }

    public override Tensor Forward(Tensor input)
    {
        var x = pool.Forward(input).SubInPlace(input).Then(scale1).Then(dropPath1).PlusShortcut(input, input);
        return mlp.Forward(x).Then(scale2).Then(dropPath2).PlusShortcut(x, input);
    }
}
