namespace Foldline.Models.Segmentation.Encoders;

/// <summary>A row of a table of encoders.</summary>
/// <param name="Name">segmentation_models_pytorch's name.</param>
/// <param name="Build">Makes the encoder with weights that are not yet set.</param>
internal sealed record EncoderVariant(string Name, Func<EncoderOptions, Encoder> Build);
