using System.Buffers;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace TeleCmi.Simulator;

/// <summary>
/// The stand-in behind plain HTTP on 127.0.0.1. It reads no configuration, environment or arguments, writes to no console and
/// takes no signals: when to stop is its owner's business.
/// </summary>
public sealed class SimulatorServer : IAsyncDisposable
{
    /// <summary>More than any call of these endpoints needs; Kestrel answers 413 beyond.</summary>
    private const long MaxRequestBytes = 64 * 1024;

    private readonly SimulatedExchange _exchange;
    private readonly CancellationTokenSource _stopping = new();
    private readonly WebApplication _app;
    private bool _disposed;

    private SimulatorServer(SimulatorOptions options)
    {
        _exchange = new SimulatedExchange(options);
        // It serves no content, but would ask for the working folder, which may be gone.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddSingleton<IHostLifetime, OwnersLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        _app = builder.Build();
        ((IApplicationBuilder)_app).Run(ServeAsync);
    }

    /// <summary>Where it listens: <c>http://127.0.0.1:PORT/</c>.</summary>
    public Uri BaseAddress { get; private set; } = null!;

    /// <summary>The account, to look at and to edit as a person would in the dashboard.</summary>
    public SimulatedAccount Account => _exchange.Api.Account;

    /// <summary>The endpoints, to change how they behave.</summary>
    public SimulatedApi Api => _exchange.Api;

    /// <summary>Loads the data file if there is one and listens.</summary>
    /// <exception cref="InvalidDataException">The data file is not one of ours.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<SimulatorServer> StartAsync(SimulatorOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var server = new SimulatorServer(options);
        try
        {
            await server._app.StartAsync(cancellationToken);
            server.BaseAddress = new Uri(server._app.Urls.Single());
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends open calls, stops listening and saves the data file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await _stopping.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
        _exchange.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        var body = await ReadAsync(context);
        SimulatedResponse response;
        using (var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token))
        {
            try
            {
                response = await _exchange.AnswerAsync(context.Request.Method, context.Request.Path.Value ?? "/", body, ended.Token);
            }
            catch (OperationCanceledException)
            {
                context.Abort();
                return;
            }
        }

        if (response.Delivery == SimulatedDelivery.Aborted)
        {
            context.Abort();
            return;
        }

        await SendAsync(context, response);
    }

    private static async Task SendAsync(HttpContext context, SimulatedResponse response)
    {
        var answer = context.Response;
        answer.StatusCode = response.HttpStatus;
        answer.ContentLength = response.Body.Length;
        if (response.ContentType.Length > 0)
        {
            answer.ContentType = response.ContentType;
        }

        foreach (var (name, value) in response.Headers)
        {
            answer.Headers[name] = value;
        }

        if (response.Delivery == SimulatedDelivery.Whole)
        {
            await answer.BodyWriter.WriteAsync(response.Body);
            return;
        }

        await answer.BodyWriter.WriteAsync(response.Body[..(response.Body.Length / 2)]);
        await answer.BodyWriter.FlushAsync();
        context.Abort();
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Replaces the default that takes Ctrl-C and SIGTERM away from the process.</summary>
    private sealed class OwnersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
