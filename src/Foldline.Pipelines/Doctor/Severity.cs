namespace Foldline.Pipelines.Doctor;

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>Probably a mistake, or something that will cost points.</summary>
    Warning,

    /// <summary>The run fails, or its scores mean nothing.</summary>
    Error,
}
