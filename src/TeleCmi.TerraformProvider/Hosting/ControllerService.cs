using Grpc.Core;
using TeleCmi.Plugins;
using TeleCmi.TerraformProvider.Protocol;

namespace TeleCmi.TerraformProvider.Hosting;

/// <summary>The CLI is done with us: without an answer it would wait for two seconds.</summary>
internal sealed class ControllerService(Ending ending) : GRPCController.GRPCControllerBase
{
    public override Task<Empty> Shutdown(Empty request, ServerCallContext context)
    {
        ending.End();
        return Task.FromResult(new Empty());
    }
}
