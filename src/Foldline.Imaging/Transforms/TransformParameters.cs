namespace Foldline.Imaging;

/// <summary>The drawn parameters of one transform: plain values that can be written down and replayed.</summary>
public abstract record TransformParameters;
