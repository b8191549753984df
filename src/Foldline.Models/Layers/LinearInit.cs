using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>How transformers draw their linear layers.</summary>
internal static class LinearInit
{
    /// <summary>Draws the linear layers of a network from a truncated normal distribution; their biases become 0.</summary>
    public static void InitializeLinear(this Module network, TorchGenerator generator, double deviation = 0.02)
    {
        foreach (var (_, module) in network.Modules())
        {
            if (module is not Linear linear)
                continue;
            Init.TruncatedNormal(linear.Weight, generator, 0, deviation);
            if (linear.Bias is not null)
                Init.Constant(linear.Bias, 0);
        }
    }
}
