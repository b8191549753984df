namespace Foldline.Torch.Nn;

/// <summary>A module that turns one tensor into one tensor.</summary>
public abstract class Layer : Module
{
    /// <summary>Computes the output. The result may be the input itself (identity, in-place activations).</summary>
    /// <param name="input">Shape as the layer expects; channels come second, as in PyTorch.</param>
    public abstract Tensor Forward(Tensor input);
}
