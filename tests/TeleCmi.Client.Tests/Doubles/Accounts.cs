using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using TeleCmi.Client.Agents;

namespace TeleCmi.Client.Tests.Doubles;

/// <summary>Opened accounts for tests, and a clock that runs only as far as a test needs it.</summary>
internal static class Accounts
{
    public const string AppSecret = "app-secret-CANARY";

    public const string Password = "agent-password-CANARY";

    public static AgentWrite Manish { get; } = new(
        101,
        Generations.Default.Schema.None with
        {
            Name = "Manish",
            PhoneNumber = "919200000000",
            StartTime = 1,
            EndTime = 24,
            SmsAlert = true
        }, new Secret(Password));

    public static ServiceOptions Options(HttpMessageHandler handler, TimeProvider? time = null, int parallelism = 8) => new()
    {
        AppId = UserList.AppId,
        Secret = new Secret(AppSecret),
        Handler = handler,
        Time = time ?? TimeProvider.System,
        Parallelism = parallelism,
    };

    public static TeleCmiAccount Open(HttpMessageHandler handler, TimeProvider? time = null, int parallelism = 8) =>
        TeleCmiAccount.Open(Options(handler, time, parallelism));

    /// <summary>An account behind a real connection.</summary>
    public static TeleCmiAccount OpenAt(string address, TimeSpan? tryTimeout = null, TimeProvider? time = null) =>
        TeleCmiAccount.Open(new ServiceOptions
        {
            AppId = UserList.AppId,
            Secret = new Secret(AppSecret),
            BaseAddress = new Uri(address),
            TryTimeout = tryTimeout ?? TimeSpan.FromSeconds(30),
            Time = time ?? TimeProvider.System,
        });

    /// <summary>Lets the clock run until the task ends. Every step leaves the task a moment to react to it.</summary>
    public static async Task<T> Run<T>(this FakeTimeProvider time, Task<T> task, double stepSeconds = 0.1)
    {
        var real = Stopwatch.StartNew();
        while (!task.IsCompleted)
        {
            Assert.True(real.Elapsed < TimeSpan.FromSeconds(20), "the task never ended");
            await Task.WhenAny(task, Task.Delay(1));
            if (!task.IsCompleted)
            {
                time.Advance(TimeSpan.FromSeconds(stepSeconds));
            }
        }

        return await task;
    }

    public static LiveAccount Complete(this Result<LiveAccount> result) => Assert.IsType<Result<LiveAccount>.Ok>(result).Value;

    public static Diagnostic Failed(this Result<LiveAccount> result)
        => Assert.Single(Assert.IsType<Result<LiveAccount>.Failed>(result).Why.Problems);
}
