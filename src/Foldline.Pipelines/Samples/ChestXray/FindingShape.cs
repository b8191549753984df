namespace Foldline.Pipelines.Samples.ChestXray;

/// <summary>How a finding is drawn.</summary>
internal enum FindingShape
{
    /// <summary>A rounded spot with an edge.</summary>
    Spot,

    /// <summary>A soft, cloudy brightening.</summary>
    Cloud,

    /// <summary>A net of fine lines.</summary>
    Net,

    /// <summary>A soft darkening without vessels.</summary>
    Air,

    /// <summary>A larger heart.</summary>
    Heart,
}
