namespace Foldline.Pipelines.Recipes;

/// <summary>Number format of a network's heavy arithmetic; weights and optimizer stay in single precision.</summary>
public enum Precision
{
    /// <summary><c>fp32</c>: single precision throughout.</summary>
    Float32,

    /// <summary><c>bf16</c>: bfloat16 where autocast allows it.</summary>
    BFloat16,

    /// <summary><c>fp16</c>: half precision where autocast allows it, with gradient scaling; CUDA only.</summary>
    Float16,
}
