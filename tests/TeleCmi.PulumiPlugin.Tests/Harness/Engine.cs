using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace TeleCmi.PulumiPlugin.Tests.Harness;

/// <summary>The engine's side: engine.mjs, which speaks to a plugin with Pulumi's own stubs, and is its engine and its resource monitor.</summary>
internal sealed class Engine : IAsyncDisposable
{
    // node takes a second to load the stubs: whoever comes next takes over the process of one that has ended.
    private static readonly ConcurrentBag<Engine> Ended = [];

    private readonly Process _process;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _open = new();
    private readonly SemaphoreSlim _line = new(1, 1);
    private int _last;

    private Engine(Process process, string address)
    {
        (_process, Address) = (process, address);
        _ = ReadAsync();
    }

    /// <summary><c>HOST:PORT</c> of engine and monitor.</summary>
    public string Address { get; private set; }

    /// <summary>The engine of the next deployment: at another address.</summary>
    public async Task RenewAsync() => Address = (await SendAsync(new JsonObject { ["op"] = "renew" }))["address"]!.GetValue<string>();

    public static async Task<Engine> StartAsync()
    {
        Stubs.Require();
        if (Ended.TryTake(out var ended))
        {
            return ended;
        }

        var process = Stubs.StartEngine();
        _ = process.StandardError.ReadToEndAsync();
        var first = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("engine.mjs said nothing");
        return new Engine(process, JsonNode.Parse(first)!["address"]!.GetValue<string>());
    }

    /// <summary>Calls the plugin.</summary>
    /// <exception cref="WireException">It answered with an error.</exception>
    public async Task<JsonObject> CallAsync(int port, string rpc, JsonObject request)
        => (JsonObject)await SendAsync(new JsonObject { ["op"] = "call", ["port"] = port, ["rpc"] = rpc, ["request"] = request });

    /// <summary>Calls the plugin many times at once.</summary>
    /// <returns>One answer a request, or the exception that it ended with.</returns>
    public async Task<List<(JsonObject? Answer, WireException? Fault)>> CallAllAsync(int port, string rpc, IEnumerable<JsonObject> requests)
    {
        var answers = (JsonArray)await SendAsync(new JsonObject { ["op"] = "calls", ["port"] = port, ["rpc"] = rpc, ["requests"] = new JsonArray([.. requests]) });
        return [.. answers.Select(one => one!["error"] is { } error ? ((JsonObject?)null, Fault(error)) : ((JsonObject)one["ok"]!.DeepClone(), (WireException?)null))];
    }

    /// <summary>From now on, what components register is carried out with this plugin.</summary>
    public Task DeployAsync(int port, bool preview) => SendAsync(new JsonObject { ["op"] = "deploy", ["port"] = port, ["preview"] = preview });

    public async Task<List<JsonNode>> LogsAsync() => [.. ((JsonArray)await SendAsync(new JsonObject { ["op"] = "logs" })).Select(one => one!)];

    /// <summary>What was registered since the last deployment began.</summary>
    public async Task<List<JsonNode>> RegisteredAsync() => [.. ((JsonArray)await SendAsync(new JsonObject { ["op"] = "registered" })).Select(one => one!)];

    /// <summary>As <c>kill -9</c> does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Address = (await SendAsync(new JsonObject { ["op"] = "reset" }))["address"]!.GetValue<string>();
            Ended.Add(this);
            return;
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        _line.Dispose();
    }

    private async Task<JsonNode> SendAsync(JsonObject command)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = _open.GetOrAdd(id, _ => new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously));
        command["id"] = id;
        await _line.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(command.ToJsonString());
            await _process.StandardInput.FlushAsync();
        }
        finally
        {
            _line.Release();
        }

        return await answer.Task.WaitAsync(TimeSpan.FromMinutes(3));
    }

    private static WireException Fault(JsonNode error)
        => new(error["code"]!.GetValue<int>(), error["message"]!.GetValue<string>(), (JsonObject?)error["init"]?.DeepClone());

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var message = (JsonObject)JsonNode.Parse(line)!;
            if (!_open.TryRemove(message["id"]!.GetValue<int>(), out var answer))
            {
                continue;
            }

            if (message["error"] is { } error)
            {
                answer.SetException(Fault(error));
            }
            else
            {
                var content = message["ok"]!;
                message.Remove("ok");
                answer.SetResult(content);
            }
        }
    }
}

/// <summary>An answer with a gRPC status other than OK.</summary>
internal sealed class WireException(int code, string message, JsonObject? init = null) : Exception(message)
{
    public int Code => code;

    /// <summary>What a resource that is half done hands over: <c>ErrorResourceInitFailed</c>.</summary>
    public JsonObject? Init => init;
}
