using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using TeleCmi.Declarative.Singles;
using TeleCmi.PulumiPlugin.Wire;

namespace TeleCmi.PulumiPlugin.Hosting;

/// <summary>
/// The last word on how a call failed. Of what no call foresaw only the type leaves the process: its text may quote what was sent. And no
/// failure holds what came as a secret.
/// </summary>
internal sealed class FaultInterceptor : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (OperationCanceledException)
        {
            throw context.CancellationToken.IsCancellationRequested ? Failures.Cancelled() : Failures.CutShort();
        }
        catch (RpcException failure) when (request is IMessage message)
        {
            throw new RpcException(
                new Status(failure.StatusCode, SecretTexts.OfRequest(message).Hide(failure.Status.Detail)), failure.Trailers);
        }
        catch (LedgerException fault)
        {
            throw Failures.NoLedger(fault.Message);
        }
        catch (Exception fault) when (fault is not RpcException)
        {
            throw Failures.Internal(fault);
        }
    }
}
