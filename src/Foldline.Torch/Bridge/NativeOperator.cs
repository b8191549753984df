using System.Runtime.InteropServices;
using Foldline.Torch.Tracing;

namespace Foldline.Torch.Bridge;

/// <summary>Looks operators up and calls them.</summary>
internal static unsafe class NativeOperator
{
    /// <summary>Calls an operator; its handle is found at the first call and kept, since it is valid for the life of the process.</summary>
    public static void Call(ref nint handle, string name, string overload, NativeValue* inputs, int inputCount, NativeValue* outputs, int outputCount)
    {
        if (handle == 0)
            handle = Find(name, overload);
        if (NativeMethods.OperatorCall(handle, inputs, inputCount, outputs, outputCount) != 0)
            throw Failed(name, inputs, inputCount);
        OperatorTrace.Current?.Add(name, inputs, inputCount, outputs, outputCount);
    }

    public static nint Find(string name, string overload)
    {
        TorchError.Check(NativeMethods.OperatorFind(name, overload, out var handle), name);
        return handle;
    }

    /// <summary>The schema line as the libtorch in use prints it.</summary>
    public static string Schema(string name, string overload)
    {
        TorchError.Check(NativeMethods.OperatorSchema(Find(name, overload), out var text), name);
        return NativeText.Take(text);
    }

    // The message names the operator and the shapes that it was given: most failures are shapes that do not fit.
    private static FoldlineException Failed(string name, NativeValue* inputs, int inputCount)
    {
        var message = TorchError.LastMessage();
        var shapes = new List<string>();
        for (var i = 0; i < inputCount; i++)
        {
            if (inputs[i].TryDescribeTensor(out var text))
                shapes.Add(text);
        }

        var given = shapes.Count == 0 ? "" : $" Given: {string.Join(", ", shapes)}.";
        return FoldlineException.Internal("FL2001", $"{name} failed: {message}{given}", null, ("operator", name));
    }
}
