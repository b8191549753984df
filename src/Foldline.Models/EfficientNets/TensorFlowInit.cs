using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientNets;

/// <summary>First weights as TensorFlow's mobile networks draw them: normal convolutions by their fan out, uniform classifier, no biases.</summary>
internal static class TensorFlowInit
{
    /// <summary>Draws the convolutions and linear layers of a network, in the order of the state dict.</summary>
    public static void Reset(Module network, TorchGenerator generator)
    {
        foreach (var (name, module) in network.Modules())
        {
            if (module is Conv2d conv)
                Reset(conv, generator);
            else if (module is ConditionalConv2d conditional)
                conditional.ResetLikeTensorFlow(generator);
            else if (module is Linear linear)
                Reset(linear, generator, isRouting: name.EndsWith("routing_fn", StringComparison.Ordinal));
        }
    }

    private static void Reset(Conv2d conv, TorchGenerator generator)
    {
        var fanOut = conv.KernelSize.Height * conv.KernelSize.Width * conv.OutChannels / conv.Options.Groups;
        Init.Normal(conv.Weight, generator, 0, Math.Sqrt(2.0 / fanOut));
        if (conv.Bias is not null)
            Init.Constant(conv.Bias, 0);
    }

    private static void Reset(Linear linear, TorchGenerator generator, bool isRouting)
    {
        var range = 1 / Math.Sqrt(linear.Weight.Size(0) + (isRouting ? linear.Weight.Size(1) : 0));
        Init.Uniform(linear.Weight, generator, -range, range);
        Init.Constant(linear.Bias!, 0);
    }
}
