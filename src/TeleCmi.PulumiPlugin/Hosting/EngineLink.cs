using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using TeleCmi.Plugins;
using TeleCmi.PulumiPlugin.Protocol;
using TeleCmi.Reports;

namespace TeleCmi.PulumiPlugin.Hosting;

/// <summary>The engine that this plugin works for: where it is, whether it is still there, and its log.</summary>
internal sealed class EngineLink(Ending ending, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(5);
    private const int MissesToEnd = 2;

    private readonly Lock _gate = new();
    private volatile string? _address;
    private volatile string? _watched;
    private GrpcChannel? _channel;

    /// <summary>Names the engine.</summary>
    /// <param name="address"><c>HOST:PORT</c>.</param>
    /// <param name="owns">True where this engine started the plugin, or may have: when it is gone, the plugin ends.</param>
    /// <returns>True where it is another one than before.</returns>
    /// <exception cref="RpcException">It is not on this machine.</exception>
    public bool Use(string address, bool owns)
    {
        if (LoopbackChannel.AddressOf(address) is null)
        {
            throw Failures.NotOnThisMachine();
        }

        lock (_gate)
        {
            _watched = owns ? address : null;
            if (_address == address)
            {
                return false;
            }

            _address = address;
            _channel?.Dispose();
            _channel = null;
            return true;
        }
    }

    /// <summary>Where the engine is: all plugin processes of one deployment are told the same. Null where there is none.</summary>
    public string? Address => _address;

    /// <summary>Ends the process when the engine is gone: one that was killed tells nobody. Runs until the process ends.</summary>
    public async Task WatchAsync()
    {
        var misses = 0;
        using var timer = new PeriodicTimer(ProbeInterval, time);
        while (!ending.Ended.IsCompleted && await timer.WaitForNextTickAsync())
        {
            misses = _watched is not { } address || await AnswersAsync(address) ? 0 : misses + 1;
            if (misses >= MissesToEnd)
            {
                ending.End();
            }
        }
    }

    /// <summary>A line of the deployment's log, shown with the resource. A log that can't be written stops nothing.</summary>
    /// <param name="urn">The resource; empty for none.</param>
    /// <param name="text">A sentence of ours that may quote foreign text; never a secret.</param>
    public Task WarnAsync(string urn, string text) => LogAsync(LogSeverity.Warning, urn, text);

    /// <summary>As <see cref="WarnAsync"/>, for what needs no care.</summary>
    public Task TellAsync(string urn, string text) => LogAsync(LogSeverity.Info, urn, text);

    /// <summary>As <see cref="TellAsync"/>, of lines that are harmless each by itself.</summary>
    public Task TellLinesAsync(string urn, string lines) => SendAsync(LogSeverity.Info, urn, lines);

    private Task LogAsync(LogSeverity severity, string urn, string text) => SendAsync(severity, urn, Shown.Sentence(text).ToString());

    private async Task SendAsync(LogSeverity severity, string urn, string text)
    {
        if (Channel() is not { } channel)
        {
            return;
        }

        try
        {
            var request = new LogRequest { Severity = severity, Message = text, Urn = urn };
            await new Engine.EngineClient(channel).LogAsync(request, deadline: time.GetUtcNow().UtcDateTime.AddSeconds(5));
        }
        catch (Exception unheard) when (unheard is RpcException or ObjectDisposedException or InvalidOperationException)
        {
            // The result of the operation says what matters; the log only explains it.
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _channel?.Dispose();
            _channel = null;
        }
    }

    private GrpcChannel? Channel()
    {
        lock (_gate)
        {
            return _address is null ? null : _channel ??= LoopbackChannel.To(_address);
        }
    }

    private async Task<bool> AnswersAsync(string address)
    {
        try
        {
            var engine = LoopbackChannel.AddressOf(address)!;
            using var limit = new CancellationTokenSource(ProbeInterval / 2, time);
            using var client = new TcpClient();
            await client.ConnectAsync(engine.IdnHost, engine.Port, limit.Token);
            return true;
        }
        catch (Exception silence) when (silence is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
