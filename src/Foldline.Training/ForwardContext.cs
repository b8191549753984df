using Foldline.Data.Loading;
using Foldline.Models;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Training;

/// <summary>Where and in which number format a network runs: the same for training, validation and prediction.</summary>
/// <param name="Device">Device of the network.</param>
/// <param name="Format">Number format of the heavy arithmetic.</param>
public sealed record ForwardContext(Device Device, NumberFormat Format)
{
    /// <summary>Runs the network under autocast and gives its logits in single precision.</summary>
    /// <param name="model">The network, already on the device.</param>
    /// <param name="images">[N, C, H, W] on the CPU or the device.</param>
    public Tensor Forward(Layer model, Tensor images)
    {
        using var scope = new TensorScope();
        var input = ToDevice(images);
        using var autocast = EnterAutocast();
        var logits = model.Forward(input);
        return scope.Keep(autocast is null ? logits : logits.To(DType.Float32));
    }

    /// <summary>Runs a classifier under autocast and gives its last feature map beside its logits, which are those of <see cref="Forward"/>.</summary>
    /// <param name="model">The network, already on the device.</param>
    /// <param name="images">[N, C, H, W] on the CPU or the device.</param>
    /// <returns>Logits [N, classes] in single precision, and features [N, F, h, w].</returns>
    public (Tensor Logits, Tensor Features) ForwardWithFeatures(ImageModel model, Tensor images)
    {
        using var scope = new TensorScope();
        var input = ToDevice(images);
        using var autocast = EnterAutocast();
        var features = model.ForwardFeatures(input);
        var logits = model.ForwardHead(features);
        return (scope.Keep(autocast is null ? logits : logits.To(DType.Float32)), scope.Keep(features));
    }

    /// <summary>Runs a classifier under autocast up to its last feature map [N, F, h, w].</summary>
    /// <param name="model">The network, already on the device.</param>
    /// <param name="images">[N, C, H, W] on the CPU or the device.</param>
    public Tensor ForwardFeatures(ImageModel model, Tensor images)
    {
        using var scope = new TensorScope();
        var input = ToDevice(images);
        using var autocast = EnterAutocast();
        return scope.Keep(model.ForwardFeatures(input));
    }

    /// <summary>The targets of a batch, by the numbers of its samples, or its masks.</summary>
    /// <param name="targets">Targets of all samples [S] or [S, C], on the device; null when the batch's masks are the targets.</param>
    /// <param name="batch">The batch.</param>
    public Tensor TargetsOf(Tensor? targets, Batch batch)
    {
        if (targets is null)
            return MasksOf(batch);
        var numbers = new int[batch.Count];
        batch.Indices.Span.CopyTo(numbers);
        using var index = Tensor.FromArray(numbers).To(Device, DType.Int64);
        return targets.IndexSelect(0, index);
    }

    private Tensor ToDevice(Tensor images) => Device.Kind == DeviceKind.Cpu ? images : images.To(Device, nonBlocking: true);

    private Autocast? EnterAutocast() =>
        Format == NumberFormat.Float32 ? null : new Autocast(Device.Kind, Format == NumberFormat.BFloat16 ? DType.BFloat16 : DType.Float16);

    // Class numbers [N, H, W] are widened, as all losses of class numbers want them.
    private Tensor MasksOf(Batch batch)
    {
        var masks = batch.Masks ?? throw new InvalidOperationException("The batch has no masks, and there are no other targets.");
        var dtype = masks.Rank == 3 ? DType.Int64 : masks.DType;
        return Device.Kind == DeviceKind.Cpu && dtype == masks.DType ? masks : masks.To(Device, dtype, nonBlocking: true);
    }
}
