namespace Foldline.Models.Evas;

/// <summary>How queries, keys and values are made.</summary>
internal enum QkvKind
{
    /// <summary>One product; biases of queries and values by themselves.</summary>
    Packed,

    /// <summary>Three products; no bias of the keys.</summary>
    Separate,

    /// <summary>One linear layer with all biases.</summary>
    Plain,
}
