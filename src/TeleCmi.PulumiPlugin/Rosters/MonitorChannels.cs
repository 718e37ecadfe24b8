using System.Collections.Concurrent;
using Grpc.Net.Client;
using TeleCmi.PulumiPlugin.Hosting;

namespace TeleCmi.PulumiPlugin.Rosters;

/// <summary>The connections to the monitors of deployments: all components of one deployment share one.</summary>
internal sealed class MonitorChannels : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<GrpcChannel>> _channels = new(StringComparer.Ordinal);

    public GrpcChannel To(string address) => _channels.GetOrAdd(address, one => new Lazy<GrpcChannel>(() => LoopbackChannel.To(one))).Value;

    public void Dispose()
    {
        foreach (var channel in _channels.Values.Where(channel => channel.IsValueCreated))
        {
            channel.Value.Dispose();
        }
    }
}
