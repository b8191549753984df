using Foldline.Torch;

namespace Foldline.Models.Dpns;

/// <summary>The two paths between blocks.</summary>
/// <param name="Residual">Grows by addition.</param>
/// <param name="Dense">Grows by channels.</param>
internal readonly record struct DualPath(Tensor Residual, Tensor Dense) : IDisposable
{
    /// <summary>Both as one map.</summary>
    public Tensor Join() => Aten.Cat([Residual, Dense], dim: 1);

    /// <summary>Frees both.</summary>
    public void Dispose()
    {
        Residual.Dispose();
        Dense.Dispose();
    }
}
