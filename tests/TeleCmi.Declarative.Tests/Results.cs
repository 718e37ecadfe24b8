using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Tests;

/// <summary>Results, as stories speak of them.</summary>
internal static class Results
{
    public static T Ok<T>(this Result<T> result) => Assert.IsType<Result<T>.Ok>(result).Value;

    public static Diagnostic Failed<T>(this Result<T> result) => Assert.Single(Assert.IsType<Result<T>.Failed>(result).Why.Problems);

    /// <summary>The value, or the fault that a store would have made a value of.</summary>
    public static T OrThrow<T>(this Result<T> result) => result.Is(out var value, out var why) ? value : throw new StateException(why.Problems[0]);

    /// <summary>The lock, or the fault in words.</summary>
    public static async Task<IStateLock> TakeAsync(this IStateStore store, TimeSpan wait, CancellationToken cancellationToken)
        => (await store.LockAsync(wait, cancellationToken)).Ours(store.Location).OrThrow();
}
