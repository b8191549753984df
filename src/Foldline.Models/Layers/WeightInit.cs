using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Draws the weights of all layers of a kind in a network; their biases become 0.</summary>
internal static class WeightInit
{
    /// <summary>Linear layers from a truncated normal distribution, as transformers do.</summary>
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

    /// <summary>Convolutions from a normal distribution by their fan out, the groups counted out.</summary>
    public static void InitializeConvolutions(this Module network, TorchGenerator generator)
    {
        foreach (var (_, module) in network.Modules())
        {
            if (module is not Conv2d conv)
                continue;
            var fanOut = conv.KernelSize.Height * conv.KernelSize.Width * conv.OutChannels / conv.Options.Groups;
            Init.Normal(conv.Weight, generator, 0, Math.Sqrt(2.0 / fanOut));
            if (conv.Bias is not null)
                Init.Constant(conv.Bias, 0);
        }
    }

    /// <summary>Convolutions and linear layers from the same truncated normal distribution.</summary>
    public static void InitializeAll(this Module network, TorchGenerator generator, double deviation = 0.02)
    {
        foreach (var (_, module) in network.Modules())
        {
            var (weight, bias) = module switch
            {
                Conv2d conv => (conv.Weight, conv.Bias),
                Linear linear => (linear.Weight, linear.Bias),
                _ => (null, null),
            };
            if (weight is null)
                continue;
            Init.TruncatedNormal(weight, generator, 0, deviation);
            if (bias is not null)
                Init.Constant(bias, 0);
        }
    }

    /// <summary>Visits the modules below a network with their names, each after those below it; the order in which timm draws.</summary>
    public static void ForEachDepthFirst(this Module network, Action<string, Module> visit, string prefix = "")
    {
        foreach (var (name, child) in network.Children)
        {
            var path = prefix.Length == 0 ? name : $"{prefix}.{name}";
            child.ForEachDepthFirst(visit, path);
            visit(path, child);
        }
    }
}
