using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>
/// The part <c>head</c> of a network whose classifier is called <c>head.fc</c>; timm's <c>ClassifierHead</c>. Pooling and dropout have no
/// weights and are done by <see cref="ImageModel.ForwardHead"/>.
/// </summary>
/// <param name="name">Name of the classifier in the head.</param>
internal sealed class ClassifierHead(string name = "fc") : Module
{
    /// <summary>Puts a classifier in place of the last one.</summary>
    public void Place(Layer classifier) => Register(name, classifier);
}
