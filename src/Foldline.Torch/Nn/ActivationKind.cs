namespace Foldline.Torch.Nn;

/// <summary>Activation functions, as PyTorch defines them.</summary>
public enum ActivationKind
{
    /// <summary>x.</summary>
    Identity,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>min(max(x, 0), 6).</summary>
    Relu6,

    /// <summary>x for x ≥ 0, else 0.01·x.</summary>
    LeakyRelu,

    /// <summary>x · sigmoid(x), also called swish.</summary>
    Silu,

    /// <summary>x · tanh(softplus(x)).</summary>
    Mish,

    /// <summary>x · min(max(x + 3, 0), 6) / 6.</summary>
    HardSwish,

    /// <summary>min(max(x + 3, 0), 6) / 6.</summary>
    HardSigmoid,

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    Sigmoid,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary>x · Φ(x).</summary>
    Gelu,

    /// <summary>The tanh approximation of GELU.</summary>
    GeluTanh,

    /// <summary>x · sigmoid(1.702·x), an approximation of GELU.</summary>
    QuickGelu,

    /// <summary>x for x > 0, else eˣ - 1.</summary>
    Elu,

    /// <summary>Scaled ELU (Klambauer et al. 2017).</summary>
    Selu,

    /// <summary>ln(1 + eˣ).</summary>
    Softplus,
}
