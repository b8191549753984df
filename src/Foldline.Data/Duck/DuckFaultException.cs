namespace Foldline.Data.Duck;

/// <summary>Carries DuckDB's refusal to the caller, who knows which file or table is meant.</summary>
internal sealed class DuckFaultException(DuckFault fault) : Exception(fault.Message)
{
    /// <summary>The refused query and DuckDB's words.</summary>
    public DuckFault Fault { get; } = fault;
}
