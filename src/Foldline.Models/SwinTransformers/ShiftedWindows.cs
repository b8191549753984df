using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.SwinTransformers;

/// <summary>
/// Attention in windows that may be shifted: the map is rolled, so that those of the border hold places from opposite borders,
/// which a mask keeps from attending to each other (Liu et al. 2021).
/// </summary>
/// <param name="window">Height and width of the windows.</param>
/// <param name="shift">How far they are shifted.</param>
internal sealed class ShiftedWindows(Size2 window, Size2 shift)
{
    private const double Forbidden = -100;
    private static readonly long[] Sides = [1, 2];

    /// <summary>Whether the windows are shifted at all.</summary>
    public bool IsShifted => shift.Height > 0 || shift.Width > 0;

    /// <summary>What is added to the attention between tokens, for each window of a map: [windows, tokens, tokens].</summary>
    /// <param name="map">Height and width of the map.</param>
    public Tensor Mask(Size2 map)
    {
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        var padded = Padded(map);
        var (rows, columns) = (Regions(padded.Height, window.Height, shift.Height), Regions(padded.Width, window.Width, shift.Width));
        var places = (rows.View([-1, 1]) * 3) + columns;
        var regions = Windows.Partition(places.View([1, padded.Height, padded.Width, 1]), window).Squeeze(-1);
        var differences = regions.Unsqueeze(1) - regions.Unsqueeze(2);
        return scope.Keep(Aten.ZerosLike(differences).MaskedFill(differences.Ne(0), Forbidden));
    }

    /// <summary>Attends in windows of a map [N, H, W, C].</summary>
    /// <param name="map">The map; what does not fill a window is padded by zeros.</param>
    /// <param name="attention">Attends among the tokens of each window.</param>
    /// <param name="mask">From <see cref="Mask"/>, for maps of the model's own size.</param>
    public Tensor Attend(Tensor map, WindowAttention attention, Tensor? mask)
    {
        using var scope = new TensorScope();
        var size = new Size2(map.Size(1), map.Size(2));
        var padded = Padded(size);
        var rolled = IsShifted ? map.Roll([-shift.Height, -shift.Width], Sides) : map;
        if (padded != size)
            rolled = rolled.ConstantPadNd([0, 0, 0, padded.Width - size.Width, 0, padded.Height - size.Height]);
        var tokens = Windows.Partition(rolled, window);
        var attended = Windows.Merge(attention.Forward(tokens, IsShifted ? Fitting(mask, size, tokens) : null), window, padded);
        if (padded != size)
            attended = attended[.., ..(int)size.Height, ..(int)size.Width];
        return scope.Keep(IsShifted ? attended.Roll([shift.Height, shift.Width], Sides) : attended);
    }

    /// <summary>The given mask, or one for images of another size.</summary>
    private Tensor Fitting(Tensor? mask, Size2 map, Tensor tokens)
    {
        var padded = Padded(map);
        var windows = padded.Height / window.Height * (padded.Width / window.Width);
        return mask is not null && mask.Size(0) == windows ? mask : Mask(map).To(tokens.Device);
    }

    private Size2 Padded(Size2 map) => new(RoundUp(map.Height, window.Height), RoundUp(map.Width, window.Width));

    private static long RoundUp(long size, long unit) => (size + unit - 1) / unit * unit;

    /// <summary>0 before the last window, 1 in its first part, 2 where the roll has brought the opposite border.</summary>
    private static Tensor Regions(long size, long window, long shift)
    {
        var regions = new float[size];
        for (var i = size - window; i < size; i++)
            regions[i] = i < size - shift ? 1 : 2;
        return Tensor.FromArray(regions);
    }
}
