using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Sines and cosines of the row and the column of each place, projected to the channels: height and width → [1, C, H, W].</summary>
internal sealed class FourierPositions : Module
{
    private const int Size = 32;
    private const double Temperature = 10000;
    private const double Epsilon = 1e-6;
    private readonly Conv2d projection;

    public FourierPositions(int channels) => projection = Register("token_projection", new Conv2d(2 * Size, channels, 1));

    public Tensor Forward(long height, long width)
    {
        using var scope = new TensorScope();
        var rows = Waves(height).View([height, 1, Size]).Expand([height, width, Size]);
        var columns = Waves(width).View([1, width, Size]).Expand([height, width, Size]);
        var positions = Aten.Cat([rows, columns], 2).Permute([2, 0, 1]).Unsqueeze(0);
        return scope.Keep(projection.Forward(positions.To(projection.Weight.DType)));
    }

    /// <summary>Sine and cosine of each frequency side by side, for places on the circle: [length, 32].</summary>
    private Tensor Waves(long length)
    {
        var device = projection.Weight.Device;
        var places = Aten.Arange(1, length + 1, dtype: DType.Float32, device: device) / (length + Epsilon) * (2 * Math.PI);
        var powers = Aten.Arange(Size / 2, dtype: DType.Float32, device: device) * (2.0 / Size);
        var angles = places.Unsqueeze(1) / Aten.Pow(Temperature, powers);
        return Aten.Stack([angles.Sin(), angles.Cos()], 2).Flatten(1);
    }
}
