using Foldline.Torch;

namespace Foldline.Models.Weights;

/// <summary>
/// Fits the first convolution of a network for colour images to other numbers of channels, as timm does: one channel gets the
/// sum over the colours; more get the colours in turn, scaled so that the sum over channels stays as large. Where squares of places
/// are channels (TResNet), only the step to one channel is possible.
/// </summary>
internal static class FirstConvAdapter
{
    private const int Colours = 3;

    /// <param name="weight">[out, 3, k, k], or a multiple of 3 where squares of places are channels, their colours side by side.</param>
    /// <param name="channels">Channels of the model's first convolution.</param>
    /// <returns>[out, channels, k, k], or the weight itself where it cannot be fitted.</returns>
    public static Tensor Adapt(Tensor weight, long channels)
    {
        if (weight.Size(1) == Colours * channels && channels > 1)
            return weight.Reshape([weight.Size(0), channels, Colours, weight.Size(2), weight.Size(3)]).Sum([2]);
        if (weight.Size(1) != Colours)
            return weight;
        if (channels == 1)
            return weight.Sum([1], keepdim: true);
        var repeats = (channels + Colours - 1) / Colours;
        return weight.Repeat([1, repeats, 1, 1]).Narrow(1, 0, channels) * ((double)Colours / channels);
    }
}
