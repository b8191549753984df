using Foldline.Torch.Nn;

namespace Foldline.Models.CspNets;

/// <summary>A residual block.</summary>
internal interface ICspBlock
{
    /// <summary>The norm that ends the branch.</summary>
    Layer LastNorm { get; }
}
