namespace Foldline.Data;

/// <summary>What a table's column holds. Every type can have missing values.</summary>
public enum ColumnType
{
    /// <summary>True or false (<c>BOOLEAN</c>).</summary>
    Boolean,

    /// <summary>Signed 8-bit integers (<c>TINYINT</c>).</summary>
    Int8,

    /// <summary>Signed 16-bit integers (<c>SMALLINT</c>).</summary>
    Int16,

    /// <summary>Signed 32-bit integers (<c>INTEGER</c>).</summary>
    Int32,

    /// <summary>Signed 64-bit integers (<c>BIGINT</c>).</summary>
    Int64,

    /// <summary>Signed 128-bit integers (<c>HUGEINT</c>, the type of integer sums).</summary>
    Int128,

    /// <summary>Unsigned 8-bit integers (<c>UTINYINT</c>).</summary>
    UInt8,

    /// <summary>Unsigned 16-bit integers (<c>USMALLINT</c>).</summary>
    UInt16,

    /// <summary>Unsigned 32-bit integers (<c>UINTEGER</c>).</summary>
    UInt32,

    /// <summary>Unsigned 64-bit integers (<c>UBIGINT</c>).</summary>
    UInt64,

    /// <summary>32-bit floating point (<c>FLOAT</c>).</summary>
    Float32,

    /// <summary>64-bit floating point (<c>DOUBLE</c>; <c>DECIMAL</c> of more than 18 digits is read as this).</summary>
    Float64,

    /// <summary>Decimal numbers of up to 18 digits (<c>DECIMAL</c>).</summary>
    Decimal,

    /// <summary>Texts (<c>VARCHAR</c>, <c>ENUM</c>).</summary>
    Text,

    /// <summary>Byte strings (<c>BLOB</c>).</summary>
    Blob,

    /// <summary>Calendar days (<c>DATE</c>).</summary>
    Date,

    /// <summary>Points in time to the microsecond (<c>TIMESTAMP</c>; with a time zone: UTC).</summary>
    Timestamp,

    /// <summary>Lists of 32-bit integers (<c>INTEGER[]</c>).</summary>
    Int32List,

    /// <summary>Lists of 64-bit integers (<c>BIGINT[]</c>).</summary>
    Int64List,

    /// <summary>Lists of 32-bit floating point (<c>FLOAT[]</c>; a missing element is NaN).</summary>
    Float32List,

    /// <summary>Lists of 64-bit floating point (<c>DOUBLE[]</c>; a missing element is NaN).</summary>
    Float64List,

    /// <summary>Lists of texts (<c>VARCHAR[]</c>).</summary>
    TextList,
}
