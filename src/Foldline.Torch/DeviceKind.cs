namespace Foldline.Torch;

/// <summary>Kinds of device, numbered as libtorch's <c>c10::DeviceType</c>.</summary>
public enum DeviceKind
{
    /// <summary>The machine's processors.</summary>
    Cpu = 0,

    /// <summary>An NVIDIA card.</summary>
    Cuda = 1,
}
