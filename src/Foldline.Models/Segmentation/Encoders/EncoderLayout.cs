namespace Foldline.Models.Segmentation.Encoders;

/// <summary>
/// How the layers of a network fall into the stages of an encoder. A stage is written as names of layers in the state dict
/// separated by blanks; <c>blocks.3-4</c> and <c>blocks.5-</c> are several in a row.
/// </summary>
/// <param name="Stages">The stages after the images, each with half the size of the one before.</param>
internal sealed record EncoderLayout(params string[] Stages)
{
    /// <summary>Children of the network that belong to the encoder; null for all.</summary>
    public string[]? Kept { get; init; }

    /// <summary>Name under which the network lies in the encoder; null where its children are the encoder's own.</summary>
    public string? Name { get; init; }

    /// <summary>Whether the first stage keeps the images' size and takes the place of the images among the maps.</summary>
    public bool StartsWithMap { get; init; }

    /// <summary>Whether the deepest map comes straight out of a pooling.</summary>
    public bool EndsInPooling { get; init; }
}
