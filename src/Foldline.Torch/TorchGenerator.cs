using Foldline.Torch.Bridge;

namespace Foldline.Torch;

/// <summary>A random generator of libtorch (MT19937 on the CPU): the same seed gives the same numbers as PyTorch's.</summary>
public sealed class TorchGenerator : IDisposable
{
    private nint handle;

    /// <summary>An own generator on the CPU.</summary>
    /// <param name="seed">Seed, as for <c>manual_seed</c>; the CPU generator uses its low 32 bits.</param>
    public TorchGenerator(ulong seed) => TorchError.Check(NativeMethods.GeneratorCreate(seed, out handle), "Making a generator");

    private TorchGenerator(nint handle) => this.handle = handle;

    /// <summary>Gives the reference back when nobody disposed the generator.</summary>
    ~TorchGenerator() => Dispose();

    internal nint Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(handle == 0, this);
            return handle;
        }
    }

    /// <summary>The generator that operators use when none is given (dropout, for one).</summary>
    /// <param name="device">CPU or a CUDA card.</param>
    public static TorchGenerator Default(Device device)
    {
        TorchError.Check(NativeMethods.GeneratorDefault((int)device.Kind, device.Index, out var handle), "Finding the default generator");
        return new TorchGenerator(handle);
    }

    /// <summary>The seed that the generator last started from.</summary>
    public ulong InitialSeed
    {
        get
        {
            TorchError.Check(NativeMethods.GeneratorInitialSeed(Handle, out var seed), "Reading a generator's seed");
            return seed;
        }
    }

    /// <summary>Starts again from a seed.</summary>
    /// <param name="seed">Seed, as for <c>manual_seed</c>.</param>
    public void Seed(ulong seed) => TorchError.Check(NativeMethods.GeneratorSeed(Handle, seed), "Seeding a generator");

    /// <summary>The whole state as bytes, for checkpoints.</summary>
    public byte[] GetState()
    {
        TorchError.Check(NativeMethods.GeneratorState(Handle, out var state), "Reading a generator's state");
        using var tensor = Tensor.Own(state);
        return tensor.ToArray<byte>();
    }

    /// <summary>Restores a state that <see cref="GetState"/> gave.</summary>
    /// <param name="state">The bytes.</param>
    public void SetState(ReadOnlySpan<byte> state)
    {
        using var tensor = Tensor.FromArray(state);
        TorchError.Check(NativeMethods.GeneratorSetState(Handle, tensor.Handle), "Restoring a generator's state");
    }

    /// <summary>Gives the generator back.</summary>
    public void Dispose()
    {
        var owned = Interlocked.Exchange(ref handle, 0);
        if (owned != 0)
            NativeMethods.GeneratorRelease(owned);
        GC.SuppressFinalize(this);
    }
}
