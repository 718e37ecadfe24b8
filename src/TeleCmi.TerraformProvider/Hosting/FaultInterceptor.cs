using Grpc.Core;
using Grpc.Core.Interceptors;

namespace TeleCmi.TerraformProvider.Hosting;

/// <summary>
/// The last word on how a call failed. Every call words its own failures; of what none foresaw only the type leaves the process: its text
/// may quote what was sent.
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
            throw new RpcException(new Status(StatusCode.Cancelled, "cancelled before anything was sent"));
        }
        catch (Exception fault) when (fault is not RpcException)
        {
            throw new RpcException(
                new Status(StatusCode.Internal, $"internal error ({fault.GetType().Name}) in the telecmi provider; please report it"));
        }
    }
}
