namespace Foldline.Imaging;

/// <summary>Statuses of the native bridge; the same numbers as <c>fl_status</c> in <c>native/imaging/src/foldline_imaging.h</c>.</summary>
internal enum NativeStatus
{
    Ok = 0,
    UnknownFormat = 1,
    Unsupported = 2,
    Truncated = 3,
    BadHeader = 4,
    BadChecksum = 5,
    TooLarge = 6,
    BadData = 7,
    BadArgument = 8,
    OutOfMemory = 9,
    Internal = 10,
}
