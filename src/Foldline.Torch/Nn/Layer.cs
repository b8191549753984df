namespace Foldline.Torch.Nn;

/// <summary>A module that turns one tensor into one tensor.</summary>
public abstract class Layer : Module
{
    /// <summary>Computes the output. The result may be the input itself (identity, in-place activations).</summary>
    /// <param name="input">Shape as the layer expects; channels come second, as in PyTorch.</param>
    public abstract Tensor Forward(Tensor input);

    /// <summary>Whether what the layer computes on the way to its output is thrown away and computed again for its gradients: less memory, more time.</summary>
    public bool IsRecomputed { get; set; }

    /// <summary><see cref="Forward"/>, by way of <see cref="Recomputation"/> where <see cref="IsRecomputed"/> says so; what containers of blocks call.</summary>
    /// <param name="input">As for <see cref="Forward"/>.</param>
    public Tensor Invoke(Tensor input) => IsRecomputed ? Recomputation.Run(this, input) : Forward(input);
}
