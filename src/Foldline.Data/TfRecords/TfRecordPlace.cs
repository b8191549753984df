namespace Foldline.Data.TfRecords;

/// <summary>Where a record lies.</summary>
/// <param name="File">The TFRecord file.</param>
/// <param name="Offset">Position of the record's first byte, behind its length and the checksum of that.</param>
/// <param name="Length">Bytes of the record.</param>
public readonly record struct TfRecordPlace(string File, long Offset, long Length);
