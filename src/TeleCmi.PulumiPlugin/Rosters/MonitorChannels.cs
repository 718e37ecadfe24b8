using Grpc.Net.Client;
using TeleCmi.PulumiPlugin.Hosting;

namespace TeleCmi.PulumiPlugin.Rosters;

/// <summary>The connections to the monitors of deployments: all components of one deployment share one.</summary>
internal sealed class MonitorChannels : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, GrpcChannel> _channels = new(StringComparer.Ordinal);

    public GrpcChannel To(string address)
    {
        lock (_gate)
        {
            if (!_channels.TryGetValue(address, out var channel))
            {
                _channels[address] = channel = LoopbackChannel.To(address);
            }

            return channel;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var channel in _channels.Values)
            {
                channel.Dispose();
            }

            _channels.Clear();
        }
    }
}
