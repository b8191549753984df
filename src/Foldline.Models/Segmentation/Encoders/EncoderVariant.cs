namespace Foldline.Models.Segmentation.Encoders;

/// <summary>A row of a table of encoders.</summary>
/// <param name="Name">segmentation_models_pytorch's name.</param>
/// <param name="Build">Makes the encoder with weights that are not yet set.</param>
internal sealed record EncoderVariant(string Name, Func<EncoderOptions, Encoder> Build)
{
    /// <summary>An encoder of a network's layers.</summary>
    /// <param name="name">The encoder's name.</param>
    /// <param name="layout">Its stages.</param>
    /// <param name="channels">Channels of the stages; null where they end with the network's own feature maps.</param>
    /// <param name="make">Makes the network.</param>
    /// <param name="defaults">What else the network is made with; null for the defaults.</param>
    public static EncoderVariant Staged(string name, EncoderLayout layout, IEnumerable<int>? channels, Func<ModelOptions, ImageModel> make, ModelOptions? defaults = null) =>
        new(name, options => new StagedEncoder(make((defaults ?? new ModelOptions()) with { NumClasses = 0, InChannels = options.InChannels }), layout, channels, options));
}
