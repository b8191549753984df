using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MaxxVits;

/// <summary>Draws the weights of blocks as timm's schemes <c>vit_eff</c> and <c>normal</c>.</summary>
/// <param name="generator">Source of random numbers.</param>
/// <param name="isNormal">One deviation for all layers.</param>
internal sealed class MaxxInit(TorchGenerator generator, bool isNormal)
{
    private const double Deviation = 0.02;
    private const double BiasDeviation = 1e-6;

    /// <summary>Convolutional parts: normal by the fan out.</summary>
    public void DrawConvolutions(Module part)
    {
        foreach (var (_, module) in part.Modules())
        {
            if (module is not Conv2d conv)
                continue;
            var fanOut = conv.KernelSize.Height * conv.KernelSize.Width * conv.OutChannels / conv.Options.Groups;
            Init.Normal(conv.Weight, generator, 0, isNormal ? Deviation : Math.Sqrt(2.0 / fanOut));
            if (conv.Bias is not null)
                Init.Constant(conv.Bias, 0);
        }
    }

    /// <summary>Attention parts: Glorot and Bengio's uniform, tiny biases in networks of two layers.</summary>
    public void DrawTransformer(Module part)
    {
        foreach (var (name, module) in part.Modules())
        {
            if (module is Conv2d conv)
                Draw(name, conv.Weight, conv.Bias);
            else if (module is Linear linear)
                Draw(name, linear.Weight, linear.Bias);
        }
    }

    private void Draw(string name, Tensor weight, Tensor? bias)
    {
        if (isNormal)
            Init.Normal(weight, generator, 0, Deviation);
        else
            Init.XavierUniform(weight, generator);
        if (bias is null)
            return;
        if (!isNormal && name.Contains("mlp", StringComparison.Ordinal))
            Init.Normal(bias, generator, 0, BiasDeviation);
        else
            Init.Constant(bias, 0);
    }
}
