using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Inceptions;

/// <summary>Branches, a 1×1 convolution of all their channels, scaled down and added to the input (Szegedy et al. 2017).</summary>
internal sealed class ResidualMixedBlock : MixedBlock
{
    private readonly double scale;
    private readonly Conv2d conv;
    private readonly Activation act;

    /// <param name="channels">Channels of the branches together, and of the block.</param>
    /// <param name="scale">Factor of the branches.</param>
    /// <param name="activation">Behind the sum.</param>
    /// <param name="branches">Branches.</param>
    public ResidualMixedBlock((int Mixed, int Block) channels, double scale, ActivationKind activation, params Branch[] branches)
        : base(branches)
    {
        this.scale = scale;
        conv = Register("conv2d", new Conv2d(channels.Mixed, channels.Block, 1));
        act = Register("act", new Activation(activation));
    }

    public override Tensor Forward(Tensor input)
    {
        using var branch = base.Forward(input).Then(conv);
        return input.Add(branch, alpha: scale).Then(act);
    }
}
