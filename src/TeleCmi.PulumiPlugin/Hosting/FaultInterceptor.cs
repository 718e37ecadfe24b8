using Grpc.Core;
using Grpc.Core.Interceptors;

namespace TeleCmi.PulumiPlugin.Hosting;

/// <summary>What no call foresaw: the text of an exception may quote what was sent, so only its type leaves the process.</summary>
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
            throw Failures.Cancelled();
        }
        catch (Exception fault) when (fault is not RpcException)
        {
            throw Failures.Internal(fault);
        }
    }
}
