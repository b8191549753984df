namespace Foldline.Training.Averaging;

/// <summary>How the decay of a moving average of weights runs, and which weights it is over.</summary>
public enum AverageKind
{
    /// <summary>The decay, or less in early steps: <see cref="AverageOptions.IsDynamic"/>. Integer buffers stay the model's.</summary>
    Standard,

    /// <summary>timm's <c>ModelEmaV2</c>: always the same decay, integer buffers averaged too and cut off to integers; for old results.</summary>
    TimmV2,

    /// <summary>timm's <c>ModelEmaV3</c>: a late start and a warm-up on demand. Integer buffers stay the model's.</summary>
    TimmV3,
}
