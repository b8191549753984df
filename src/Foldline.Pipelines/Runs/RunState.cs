namespace Foldline.Pipelines.Runs;

/// <summary>What became of a run.</summary>
public enum RunState
{
    /// <summary>At work, or its process was killed.</summary>
    Running,

    /// <summary>All stages are done.</summary>
    Done,

    /// <summary>Stopped by the user; it can be resumed.</summary>
    Interrupted,

    /// <summary>Ended with an error.</summary>
    Failed,
}
