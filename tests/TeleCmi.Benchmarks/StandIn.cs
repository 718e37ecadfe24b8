using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace TeleCmi.Benchmarks;

/// <summary><c>telecmi simulate</c> in a process of its own, with an empty account.</summary>
internal sealed class StandIn : IAsyncDisposable
{
    public const string Secret = "secret-of-the-stand-in";

    private readonly Process _process;
    private readonly HttpClient _http = new();

    private StandIn(Process process, string address) => (_process, Address) = (process, address);

    /// <summary>Without a slash at the end.</summary>
    public string Address { get; }

    public static async Task<StandIn> StartAsync(string telecmi, int latency)
    {
        string[] arguments = ["simulate", "--format", "json", "--latency", latency.ToString(CultureInfo.InvariantCulture)];
        var start = new ProcessStartInfo(telecmi, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TELECMI_SECRET"] = Secret;
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{telecmi} did not start.");
        var line = await process.StandardOutput.ReadLineAsync();
        using var document = JsonDocument.Parse(line ?? "{}");
        return new StandIn(process, document.RootElement.GetProperty("address").GetString()!);
    }

    /// <summary>How many users the account has.</summary>
    public async Task<int> CountAsync()
    {
        using var answer = await ListAsync();
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());
        return document.RootElement.GetProperty("count").GetInt32();
    }

    /// <summary>What one call after the other really takes: timers fire late, so it is more than the latency asked for.</summary>
    public async Task<double> MeasureCallAsync(int calls)
    {
        var milliseconds = new List<double>();
        for (var call = 0; call <= calls; call++)
        {
            var start = Stopwatch.GetTimestamp();
            (await ListAsync()).Dispose();
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        // The first one connects.
        return milliseconds.Skip(1).Order().ElementAt(calls / 2);
    }

    private Task<HttpResponseMessage> ListAsync()
        => _http.PostAsJsonAsync($"{Address}/v2/user/list", new { appid = CallCentre.AppId, secret = Secret, page = 1, limit = 10 });

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
