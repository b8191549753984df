using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>The part of a transformer's block that works on each token by itself: […, channels] → […, channels].</summary>
internal abstract class FeedForward : Layer
{
    /// <summary>The last linear layer.</summary>
    public abstract Linear Output { get; }
}
