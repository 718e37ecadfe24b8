using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TeleCmi.Simulator.Tests;

/// <summary>Calls the stand-in as a client would, over whatever transport it was given.</summary>
internal sealed class Caller(HttpClient http) : IDisposable
{
    public const long AppId = 1111112;
    public const string Secret = "simulated";

    public static Caller Of(SimulatorServer server)
        => new(new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server.BaseAddress });

    public static Caller Of(SimulatorHandler handler) =>
        new(new HttpClient(handler) { BaseAddress = new Uri("http://sandbox.invalid/") });

    public static JsonObject Credentials() => new() { ["appid"] = AppId, ["secret"] = Secret };

    public static JsonObject User(int extension, string name = "Manish") => new(Credentials().ToList().Select(Copy))
    {
        ["extension"] = extension,
        ["name"] = name,
        ["phone_number"] = "919200000000",
        ["password"] = $"Pw-{extension}-x",
        ["start_time"] = 9,
        ["end_time"] = 18,
        ["sms_alert"] = true,
    };

    public static JsonObject Change(string id, string name = "Manisha")
    {
        var change = User(0, name);
        change.Remove("extension");
        change["id"] = id;
        return change;
    }

    public Task<Reply> AddAsync(int extension) => PostAsync("/v2/user/add", User(extension));

    public Task<Reply> RemoveAsync(int extension)
    {
        var body = Credentials();
        body["id"] = $"{extension}_{AppId}";
        return PostAsync("/v2/user/remove", body);
    }

    public Task<Reply> ListAsync(int page = 1)
    {
        var body = Credentials();
        body["page"] = page;
        body["limit"] = 10;
        return PostAsync("/v2/user/list", body);
    }

    public async Task<List<int>> ListAllAsync()
    {
        var all = new List<int>();
        for (var page = 1; ; page++)
        {
            var rows = (await ListAsync(page)).Extensions;
            if (rows.Count == 0)
            {
                return all;
            }

            all.AddRange(rows);
        }
    }

    public Task<Reply> PostAsync(string path, JsonObject body) => PostAsync(path, body.ToJsonString());

    public Task<Reply> PostAsync(string path, string body) => PostUntilAsync(path, body, CancellationToken.None);

    public async Task<Reply> PostUntilAsync(string path, string body, CancellationToken also)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(also, TestContext.Current.CancellationToken);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri(path, UriKind.Relative), content, ends.Token);
        return await Reply.OfAsync(response);
    }

    public async Task<Reply> GetAsync(string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return await Reply.OfAsync(response);
    }

    public void Dispose() => http.Dispose();

    private static KeyValuePair<string, JsonNode?> Copy(KeyValuePair<string, JsonNode?> member)
        => new(member.Key, member.Value?.DeepClone());
}

/// <summary>What a client sees of an answer.</summary>
internal sealed record Reply(HttpStatusCode Status, string? MediaType, string Text, TimeSpan? RetryAfter)
{
    public JsonElement Json { get; } = MediaType == "application/json" && IsJson(Text) ? JsonElement.Parse(Text) : default;

    public int Code => Json.GetProperty("code").GetInt32();

    public string? Message => Json.GetProperty("msg").GetString();

    public string? Validation => Json.GetProperty("msg").GetProperty("body")[0].GetProperty("message").GetString();

    public List<JsonElement> Rows => [.. Json.GetProperty("agents").EnumerateArray()];

    public List<int> Extensions => [.. Rows.Select(row => row.GetProperty("extension").GetInt32())];

    public static async Task<Reply> OfAsync(HttpResponseMessage response) => new(
        response.StatusCode,
        response.Content.Headers.ContentType?.MediaType,
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
        response.Headers.RetryAfter?.Delta);

    public bool Has(string member) => Json.TryGetProperty(member, out _);

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
