using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>
/// Parallel branches that read one input, as one convolution with a bias: in evaluation each of them is linear, and kernels add up about
/// their centres (Ding et al. 2021). A branch is a convolution, one with its norm, a norm alone, or the input itself.
/// </summary>
internal sealed class BranchSum
{
    /// <param name="widest">The convolution with the largest kernel; the sum walks over the input as it does. It is not part of the sum yet.</param>
    public BranchSum(Conv2d widest)
    {
        using var noGrad = GradMode.NoGrad();
        Result = new Conv2d(widest.InChannels, widest.OutChannels, widest.KernelSize, widest.Options with { Bias = true });
        Result.To(widest.Weight.Device).To(widest.Weight.DType);
        if (!widest.Weight.IsContiguous())
            Result.To(MemoryFormat.ChannelsLast);
        Result.Weight.ZeroInPlace();
        Result.Bias!.ZeroInPlace();
        Result.Eval();
    }

    /// <summary>The convolution.</summary>
    public Conv2d Result { get; }

    /// <summary>All branches as one convolution; null where one of them is none of what can be added up.</summary>
    public static Conv2d? Merge(params IEnumerable<Layer?> branches)
    {
        var layers = branches.OfType<Layer>().ToList();
        var parts = layers.Select(PartsOf).OfType<(Conv2d? Conv, BatchNorm2d? Norm)>().ToList();
        var widest = parts.Select(part => part.Conv).OfType<Conv2d>().MaxBy(conv => conv.KernelSize.Height);
        if (widest is null || parts.Count < layers.Count || !parts.TrueForAll(part => part.Conv is null || Walk(part.Conv) == Walk(widest)))
            return null;
        var sum = new BranchSum(widest);
        foreach (var layer in layers)
            sum.Add(layer);
        return sum.Result;
    }

    /// <summary>Adds a branch, or takes it away.</summary>
    /// <param name="branch">A convolution, one with its norm, or a norm.</param>
    /// <param name="sign">1 or -1.</param>
    public void Add(Layer branch, double sign = 1)
    {
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        var (conv, norm) = PartsOf(branch) ?? throw new InvalidOperationException("A branch is no convolution and no norm.");
        if (conv is null)
        {
            var (scale, shift) = norm!.ScaleAndShift();
            AddDiagonal(scale * sign);
            Result.Bias!.AddInPlace(shift * sign);
            return;
        }

        var (kernel, bias) = norm is null ? (conv.Weight, conv.Bias) : NormFolding.Combine(conv, norm);
        var start = (Result.KernelSize.Height - conv.KernelSize.Height) / 2;
        Result.Weight.Narrow(2, start, conv.KernelSize.Height).Narrow(3, start, conv.KernelSize.Width).AddInPlace(kernel * sign);
        if (bias is not null)
            Result.Bias!.AddInPlace(bias * sign);
    }

    /// <summary>Adds the input itself.</summary>
    public void AddInput()
    {
        using var noGrad = GradMode.NoGrad();
        using var ones = Aten.Ones([Result.OutChannels], device: Result.Weight.Device);
        AddDiagonal(ones);
    }

    /// <summary>Multiplies the sum by a factor for each channel.</summary>
    /// <param name="factors">As many numbers as channels.</param>
    public void Scale(Tensor factors)
    {
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        Result.Weight.MulInPlace(factors.View([-1, 1, 1, 1]));
        Result.Bias!.MulInPlace(factors.View([-1]));
    }

    /// <summary>Lets a norm follow the sum.</summary>
    /// <param name="norm">The norm.</param>
    public void Normalize(BatchNorm2d norm)
    {
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        var (scale, shift) = norm.ScaleAndShift();
        Scale(scale);
        Result.Bias!.AddInPlace(shift);
    }

    // Every channel goes to itself: within its group it is the input channel of the same rank.
    private void AddDiagonal(Tensor values)
    {
        using var scope = new TensorScope();
        var (width, centre) = (Result.InChannels / Result.Options.Groups, Result.KernelSize.Height / 2);
        var rank = Aten.Arange(Result.OutChannels, dtype: DType.Int64, device: values.Device).Remainder(width);
        var chosen = rank.View([-1, 1]).Eq(Aten.Arange(width, dtype: DType.Int64, device: values.Device).View([1, -1]));
        var kernel = Result.Weight.Narrow(2, centre, 1).Narrow(3, centre, 1);
        kernel.AddInPlace((values.View([-1, 1]) * chosen).View([Result.OutChannels, width, 1, 1]));
    }

    private static (Conv2d? Conv, BatchNorm2d? Norm)? PartsOf(Layer branch)
    {
        var leaves = branch.Modules()
            .Select(entry => entry.Value)
            .Where(module => !module.Children.Any() && module is not (Identity or Activation { Kind: ActivationKind.Identity }))
            .ToList();
        return leaves switch
        {
            [Conv2d conv] when IsCentred(conv) => (conv, null),
            [Conv2d conv, BatchNorm2d norm] when IsCentred(conv) => (conv, norm),
            [BatchNorm2d norm] => (null, norm),
            _ => null,
        };
    }

    private static bool IsCentred(Conv2d conv)
    {
        var (kernel, padding) = (conv.KernelSize, conv.Options.Padding);
        return conv.GetType() == typeof(Conv2d) && kernel.Height == kernel.Width && kernel.Height % 2 == 1
            && padding == new Size2(kernel.Height / 2, kernel.Width / 2) && conv.Options.Dilation == 1;
    }

    private static (Size2 Stride, long Groups) Walk(Conv2d conv) => (conv.Options.Stride, conv.Options.Groups);
}
