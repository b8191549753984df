namespace Foldline.Torch.Nn;

/// <summary>Mean over regions so that the output has a given size: [N, C, H, W] → [N, C, h, w].</summary>
/// <param name="outputSize">Height and width of the output.</param>
public sealed class AdaptiveAvgPool2d(Size2 outputSize) : Layer
{
    private readonly long[] size = outputSize.ToArray();

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => input.AdaptiveAvgPool2d(size);
}
