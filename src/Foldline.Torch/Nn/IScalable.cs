namespace Foldline.Torch.Nn;

/// <summary>A linear layer whose output channels can be scaled and shifted by changing its weights.</summary>
internal interface IScalable
{
    /// <summary>The weights.</summary>
    Tensor Weight { get; }

    /// <summary>One a channel, or null.</summary>
    Tensor? Bias { get; }

    /// <summary>Makes the layer give y · scale + shift where it gave y.</summary>
    /// <param name="scale">One a channel.</param>
    /// <param name="shift">One a channel.</param>
    void ScaleAndShift(Tensor scale, Tensor shift);
}
