using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.DenseNets;

/// <summary>Layers that each see the channels of all before them (Huang et al. 2017).</summary>
internal sealed class DenseBlock : Layer
{
    private readonly DenseLayer[] layers;

    public DenseBlock(int depth, int inChannels, int growthRate)
    {
        layers = new DenseLayer[depth];
        for (var i = 0; i < depth; i++)
            layers[i] = Register($"denselayer{i + 1}", new DenseLayer(inChannels + (i * growthRate), growthRate));
    }

    public override Tensor Forward(Tensor input)
    {
        var features = input;
        foreach (var layer in layers)
        {
            using var added = layer.Forward(features);
            var joined = Aten.Cat([features, added], dim: 1);
            if (!ReferenceEquals(features, input))
                features.Dispose();
            features = joined;
        }

        return features;
    }
}
