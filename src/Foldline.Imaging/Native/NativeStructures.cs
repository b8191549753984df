using System.Runtime.InteropServices;

namespace Foldline.Imaging;

/// <summary><c>fl_image</c>: where pixels lie and how.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeImage
{
    public nint Data;
    public int Height;
    public int Width;
    public int Channels;
    public int Depth;
}

/// <summary><c>fl_decode_options</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeDecodeOptions
{
    public long MaxPixels;
    public long MaxBytes;
    public int Color;
    public int KeepDepth;
    public int Strict;
    public int ExpandGray;
}

/// <summary><c>fl_image_info</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeImageInfo
{
    public int Format;
    public int Height;
    public int Width;
    public int Channels;
    public int Depth;
}

/// <summary><c>fl_batch_target</c>: strides count elements.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeBatchTarget
{
    public nint Data;
    public long ChannelStride;
    public long RowStride;
    public long ColumnStride;
    public int Channels;
    public int BFloat16;
}

/// <summary><c>fl_dicom_frame</c>: what the file says of a compressed frame.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeDicomFrame
{
    public int Codec;
    public int Height;
    public int Width;
    public int Samples;
    public int BitsAllocated;
    public int BitsStored;
    public int IsSigned;
    public nint Photometric;
}
