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
/// <param name="Pages">Pages of the list, where they are known.</param>
/// <param name="Try">1, or more where it is asked again.</param>
/// <param name="Tries">How often it is asked at most; null where that is not counted.</param>
internal sealed record ServiceCall(
    ServiceOperation Operation, string Path, int? Page = null, int? Extension = null, string? AgentId = null, int? Pages = null,
    int Try = 1, int? Tries = null);
