namespace Foldline.Models.SeNets;

/// <summary>Residual blocks of the original SENets.</summary>
internal enum SeBlockKind
{
    /// <summary>Two 3×3 convolutions.</summary>
    Basic,

    /// <summary>ResNet's bottleneck; the first 1×1 convolution has the stride, as in Caffe.</summary>
    Bottleneck,

    /// <summary>ResNeXt's bottleneck, four channels a group for every 64 of the stage.</summary>
    Grouped,

    /// <summary>SENet-154's bottleneck: twice the stage's channels, then four times.</summary>
    Wide,
}
