namespace Foldline.Torch;

/// <summary>Orders of dense memory, numbered as libtorch's <c>c10::MemoryFormat</c>.</summary>
public enum MemoryFormat
{
    /// <summary>Row-major in the order of the dimensions (NCHW).</summary>
    Contiguous = 0,

    /// <summary>As the input has it.</summary>
    Preserve = 1,

    /// <summary>Channels innermost (NHWC in memory, NCHW in the shape).</summary>
    ChannelsLast = 2,

    /// <summary>Channels innermost, three spatial dimensions.</summary>
    ChannelsLast3d = 3,
}
