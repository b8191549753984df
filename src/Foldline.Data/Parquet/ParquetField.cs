namespace Foldline.Data.Parquet;

/// <summary>Numbers that Parquet's definition (parquet.thrift) gives to the fields, types and encodings that are read here.</summary>
internal static class ParquetField
{
    /// <summary>Fields of FileMetaData.</summary>
    public static class File
    {
        public const int Schema = 2;
        public const int Rows = 3;
        public const int RowGroups = 4;
    }

    /// <summary>Fields of SchemaElement.</summary>
    public static class Element
    {
        public const int Type = 1;
        public const int Repetition = 3;
        public const int Name = 4;
        public const int Children = 5;
        public const int ConvertedType = 6;
        public const int LogicalType = 10;
    }

    /// <summary>Fields of RowGroup, and the one of ColumnChunk that holds its metadata.</summary>
    public static class Group
    {
        public const int Chunks = 1;
        public const int Rows = 3;
        public const int ChunkMeta = 3;
    }

    /// <summary>Fields of ColumnMetaData.</summary>
    public static class Chunk
    {
        public const int Type = 1;
        public const int Codec = 4;
        public const int Values = 5;
        public const int DataPageOffset = 9;
        public const int DictionaryPageOffset = 11;
    }

    /// <summary>Fields of PageHeader.</summary>
    public static class Page
    {
        public const int Type = 1;
        public const int Size = 2;
        public const int PackedSize = 3;
        public const int DataHead = 5;
        public const int DictionaryHead = 7;
    }

    /// <summary>Fields of DataPageHeader and DictionaryPageHeader.</summary>
    public static class PageHead
    {
        public const int Values = 1;
        public const int Encoding = 2;
        public const int LevelEncoding = 3;
    }

    /// <summary>Values of Type.</summary>
    public static class Types
    {
        public const int Int32 = 1;
        public const int Int64 = 2;
        public const int Float = 4;
        public const int Double = 5;
    }

    /// <summary>Values of CompressionCodec.</summary>
    public static class Codecs
    {
        public const int None = 0;
        public const int Snappy = 1;
    }

    /// <summary>Values of PageType.</summary>
    public static class PageTypes
    {
        public const int Data = 0;
        public const int Dictionary = 2;
    }

    /// <summary>Values of Encoding.</summary>
    public static class Encodings
    {
        public const int Plain = 0;
        public const int PlainDictionary = 2;
        public const int RunLength = 3;
        public const int RunLengthDictionary = 8;
    }
}
