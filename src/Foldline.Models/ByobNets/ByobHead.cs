namespace Foldline.Models.ByobNets;

/// <summary>What makes logits of the last feature map.</summary>
internal enum ByobHead
{
    /// <summary>Pooling and a linear layer.</summary>
    Classifier,

    /// <summary>Pooling, a norm, a hidden layer and a linear layer.</summary>
    HiddenLayer,

    /// <summary>Attention of the mean over all places (CLIP); built for one image size.</summary>
    AttentionPool,
}
