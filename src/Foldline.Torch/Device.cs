using System.Globalization;

namespace Foldline.Torch;

/// <summary>Where a tensor lives.</summary>
/// <param name="Kind">CPU or CUDA.</param>
/// <param name="Index">Number of the card; -1 for the CPU and for "the current card".</param>
public readonly record struct Device(DeviceKind Kind, int Index = -1)
{
    /// <summary>The machine's own memory.</summary>
    public static Device Cpu => new(DeviceKind.Cpu);

    /// <summary>A CUDA card.</summary>
    /// <param name="index">Number of the card, from 0.</param>
    public static Device Cuda(int index = 0) => new(DeviceKind.Cuda, index);

    /// <summary>Reads <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
    /// <param name="text">Name of the device.</param>
    /// <exception cref="FoldlineException">FL2003: the text is none of these.</exception>
    public static Device Parse(string text)
    {
        if (text == "cpu")
            return Cpu;
        if (text == "cuda")
            return Cuda();
        if (text.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            return Cuda(index);
        throw FoldlineException.User("FL2003", $"Unknown device '{text}'. Expected 'cpu', 'cuda' or 'cuda:N'.", null, ("found", text));
    }

    /// <summary>The name that <see cref="Parse"/> reads.</summary>
    public override string ToString() => Kind == DeviceKind.Cpu ? "cpu" : Index < 0 ? "cuda" : $"cuda:{Index}";
}
