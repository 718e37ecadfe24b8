namespace TeleCmi.Client.Http;

/// <summary>What is asked of the service. A closed set.</summary>
internal enum ServiceOperation
{
    List,
    Add,
    Update,
    Remove,
}

/// <summary>One call without its content: enough to trace it and to judge its answer.</summary>
/// <param name="Operation">What is asked.</param>
/// <param name="Path">E.g. <c>/v2/user/add</c>.</param>
/// <param name="Page">Page of a list call.</param>
/// <param name="Extension">Extension of a write.</param>
/// <param name="AgentId">The id that a success of a write may name.</param>
internal sealed record ServiceCall(
    ServiceOperation Operation, string Path, int? Page = null, int? Extension = null, string? AgentId = null);
