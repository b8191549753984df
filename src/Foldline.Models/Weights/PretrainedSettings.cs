namespace Foldline.Models.Weights;

/// <summary>How published weights were trained and how images have to be prepared for them.</summary>
public sealed record PretrainedSettings
{
    /// <summary>Architecture, such as <c>resnet34d</c>.</summary>
    public required string Model { get; init; }

    /// <summary>Tag of the weights, such as <c>ra2_in1k</c>; empty where there is only one set.</summary>
    public required string Tag { get; init; }

    /// <summary>Repository on the Hugging Face hub, such as <c>timm/resnet34d.ra2_in1k</c>; null when they are not there.</summary>
    public string? Repository { get; init; }

    /// <summary>Address of the file for weights that are in no repository; else null.</summary>
    public string? Url { get; init; }

    /// <summary>Number of classes of their classifier.</summary>
    public required int NumClasses { get; init; }

    /// <summary>Channels, height and width of the images in training.</summary>
    public required IReadOnlyList<int> InputSize { get; init; }

    /// <summary>Channels, height and width recommended for inference.</summary>
    public required IReadOnlyList<int> TestInputSize { get; init; }

    /// <summary>Part of the resized image's shorter side that the centre crop keeps.</summary>
    public required double CropFraction { get; init; }

    /// <summary>The same for inference at <see cref="TestInputSize"/>.</summary>
    public required double TestCropFraction { get; init; }

    /// <summary><c>bilinear</c> or <c>bicubic</c>.</summary>
    public required string Interpolation { get; init; }

    /// <summary>Mean of each channel, pixels in 0…1.</summary>
    public required IReadOnlyList<double> Mean { get; init; }

    /// <summary>Standard deviation of each channel, pixels in 0…1.</summary>
    public required IReadOnlyList<double> Std { get; init; }

    /// <summary>Name of the first convolution, without <c>.weight</c>; several, with blanks between them, where images meet several.</summary>
    public required string FirstConv { get; init; }

    /// <summary>Name of the classifier, without <c>.weight</c>.</summary>
    public required string Classifier { get; init; }

    /// <summary>License of the weights; null when it is not stated.</summary>
    public string? License { get; init; }
}
