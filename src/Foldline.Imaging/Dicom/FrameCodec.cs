namespace Foldline.Imaging.Dicom;

/// <summary>Compression of frames. The values of the three that GDCM decodes are those of <c>fl_dicom_codec</c>.</summary>
internal enum FrameCodec
{
    Jpeg = 0,
    JpegLs = 1,
    Jpeg2000 = 2,
    Rle = 3,
    Native = 4,
}
