using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Foldline.Torch.Bridge;

namespace Foldline.Torch.Nn;

/// <summary>
/// Runs a layer without keeping what lies between its input and its output; backward computes that again (Chen et al. 2016, gradient
/// checkpointing). The second time is like the first: random numbers come from the same generator states, autocast is the same, and running
/// statistics are left alone.
/// </summary>
public static class Recomputation
{
    [ThreadStatic]
    private static bool isRunning;

    private static ExceptionDispatchInfo? failure;

    /// <summary>True while a layer is computed a second time, for its gradients.</summary>
    public static bool IsRunning => isRunning;

    /// <summary>Runs a layer; where no gradients are recorded this is its forward pass and nothing else.</summary>
    /// <param name="layer">The layer. It must not change its input.</param>
    /// <param name="input">Its input.</param>
    public static Tensor Run(Layer layer, Tensor input)
    {
        Tensor[] inputs = [input, .. layer.Parameters().Where(parameter => parameter.RequiresGrad)];
        if (isRunning || !GradMode.IsEnabled || (inputs.Length == 1 && !input.RequiresGrad))
            return layer.Forward(input);
        var context = new Pass(layer, inputs, input.Device);
        Tensor output;
        using (GradMode.NoGrad())
            output = layer.Forward(input);
        if (ReferenceEquals(output, input))
            return input;
        using (output)
            return context.Tie(output);
    }

    /// <summary>Throws what went wrong inside a backward pass that failed, if it was here.</summary>
    internal static void ThrowFailure() => Interlocked.Exchange(ref failure, null)?.Throw();

    [UnmanagedCallersOnly]
    private static unsafe int OnBackward(nint context, nint input, nint gradient, nint* results)
    {
        using var scope = new TensorScope();
        var (given, outer) = (Tensor.Own(input), Tensor.Own(gradient));
        try
        {
            Find(context).Differentiate(given, outer, results);
            return 0;
        }
        catch (Exception e)
        {
            // An exception must not cross into C++; the caller of backward gets it.
            failure = ExceptionDispatchInfo.Capture(e);
            return 1;
        }
    }

    [UnmanagedCallersOnly]
    private static void OnRelease(nint context) => GCHandle.FromIntPtr(context).Free();

    private static Pass Find(nint context) => Unsafe.As<Pass>(GCHandle.FromIntPtr(context).Target!);

    /// <summary>One run of a layer, with everything that a second run needs to be the same.</summary>
    private sealed class Pass
    {
        private readonly Layer layer;
        private readonly Tensor[] inputs;
        private readonly DeviceKind device;
        private readonly bool isCast;
        private readonly DType castType;
        private readonly List<(Device Device, byte[] State)> generators = [];

        public Pass(Layer layer, Tensor[] inputs, Device device)
        {
            this.layer = layer;
            this.inputs = inputs;
            this.device = device.Kind;
            TorchError.Check(NativeMethods.AutocastGet((int)device.Kind, out var enabled, out var dtype), "Reading autocast");
            (isCast, castType) = (enabled != 0, (DType)dtype);
            if (!layer.Training)
                return;
            generators.Add((Device.Cpu, StateOf(Device.Cpu)));
            if (device.Kind != DeviceKind.Cpu)
                generators.Add((device, StateOf(device)));
        }

        /// <summary>The output with this pass as its history.</summary>
        public unsafe Tensor Tie(Tensor output)
        {
            var handle = GCHandle.ToIntPtr(GCHandle.Alloc(this));
            using var list = new HandleList(inputs);
            TorchError.Check(
                NativeMethods.Recomputed(output.Handle, list.Pointer, list.Count, &OnBackward, &OnRelease, handle, out var tied),
                "Recording a recomputed layer");
            // The caller's input may go now; the graph keeps it.
            inputs[0] = null!;
            return Tensor.Own(tied);
        }

        /// <summary>Computes the layer again and the gradients of its inputs.</summary>
        public unsafe void Differentiate(Tensor given, Tensor gradient, nint* results)
        {
            var input = given.Detach();
            if (given.RequiresGrad)
                input.RequiresGrad = true;
            var output = Again(input);
            Tensor[] wanted = input.RequiresGrad ? [input, .. inputs[1..]] : inputs[1..];
            using var list = new HandleList(wanted);
            var (from, with) = (output.Handle, gradient.Handle);
            TorchError.Check(NativeMethods.Grad(&from, &with, 1, list.Pointer, list.Count, 0, 0, results + (input.RequiresGrad ? 0 : 1)), "backward");
            GC.KeepAlive(output);
            GC.KeepAlive(gradient);
        }

        private Tensor Again(Tensor input)
        {
            var present = generators.ConvertAll(entry => (entry.Device, StateOf(entry.Device)));
            SetStates(generators);
            isRunning = true;
            try
            {
                using var grad = GradMode.EnableGrad();
                using var autocast = isCast ? new Autocast(device, castType) : null;
                return layer.Forward(input);
            }
            finally
            {
                isRunning = false;
                SetStates(present);
            }
        }

        private static byte[] StateOf(Device device)
        {
            using var generator = TorchGenerator.Default(device);
            return generator.GetState();
        }

        private static void SetStates(List<(Device Device, byte[] State)> states)
        {
            foreach (var (device, state) in states)
            {
                using var generator = TorchGenerator.Default(device);
                generator.SetState(state);
            }
        }
    }
}
