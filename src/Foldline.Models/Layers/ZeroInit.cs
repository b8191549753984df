using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Starts residual branches at 0.</summary>
internal static class ZeroInit
{
    /// <summary>Sets the scale of a norm, of whatever kind, to 0.</summary>
    public static void Scale(Layer norm)
    {
        foreach (var (name, parameter) in norm.NamedParameters())
        {
            if (name == "weight")
                Init.Constant(parameter, 0);
        }
    }
}
