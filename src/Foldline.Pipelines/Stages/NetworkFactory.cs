using Foldline.Pipelines.Recipes;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Pipelines.Stages;

/// <summary>Makes a program's own network for a recipe.</summary>
/// <param name="recipe">The recipe; its target and input say what the network gets and gives.</param>
/// <param name="generator">Draws the weights; null when they will be loaded.</param>
/// <returns>A network on the CPU: images [N, C, H, W] to logits [N, classes], for masks [N, classes, H, W].</returns>
public delegate Layer NetworkFactory(Recipe recipe, TorchGenerator? generator);
