using TeleCmi.Client.Agents;
using TeleCmi.Client.Http;
using TeleCmi.Client.Pacing;

namespace TeleCmi.Client.V2;

/// <summary>
/// Writes users through v2. A try that may have been processed is never repeated: there is no idempotency key, and an
/// update or a remove that came late would undo somebody's work.
/// </summary>
internal sealed class V2AgentWriter(ITeleCmiV2Users users, PacedCalls calls, ServiceOptions options) : IAgentWriter
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    public Task<Verdict> AddAsync(AgentWrite agent, CancellationToken cancellationToken)
        => SendAsync(ServiceOperation.Add, "/v2/user/add", agent.Extension, agent, users.AddAsync, cancellationToken);

    /// <inheritdoc/>
    public Task<Verdict> UpdateAsync(AgentWrite agent, CancellationToken cancellationToken)
        => agent.Password is null || PasswordMask.IsMaskedOrEmpty(agent.Password)
            ? Task.FromResult(new Verdict(
                VerdictKind.Validation, "not sent: an update without a real password would replace the one that works"))
            : SendAsync(ServiceOperation.Update, "/v2/user/update", agent.Extension, agent, users.UpdateAsync, cancellationToken);

    /// <inheritdoc/>
    public Task<Verdict> RemoveAsync(int extension, CancellationToken cancellationToken)
        => SendAsync(ServiceOperation.Remove, "/v2/user/remove", extension, null, users.RemoveAsync, cancellationToken);

    private async Task<Verdict> SendAsync(
        ServiceOperation operation, string path, int extension, AgentWrite? agent,
        Func<UserRequest, CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        options.Redactor.Learn(agent?.Password);
        var id = AgentId.Of(extension, options.AppId);
        var isNew = operation == ServiceOperation.Add;
        var request = new UserRequest
        {
            AppId = options.AppId,
            Secret = options.Secret,
            Extension = isNew ? extension : null,
            Id = isNew ? null : id,
            Values = agent?.Values,
            Password = agent?.Password,
        };
        var call = new ServiceCall(operation, path, Extension: extension, AgentId: id);
        using var announced = calls.Begin();
        try
        {
            for (var failures = 0; !calls.HasStopped(); failures++)
            {
                var (_, verdict) = await calls.TryAsync(call, token => send(request, token), cancellationToken).ConfigureAwait(false);
                switch (verdict.Kind)
                {
                    case VerdictKind.RateLimited:
                        // The pacer holds the next try back for as long as the service asks.
                        break;
                    case VerdictKind.NotSent:
                        var wait = Backoff.Growing(FirstWait, failures, options.Jitter);
                        await calls.WaitAsync(wait, cancellationToken).ConfigureAwait(false);
                        break;
                    default:
                        return verdict;
                }
            }

            return new Verdict(VerdictKind.NotSent, "sending has stopped: no call succeeded for a minute");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Only waiting throws: every earlier try of this call was surely not processed.
            return new Verdict(VerdictKind.NotSent, "interrupted before it was sent");
        }
    }
}
