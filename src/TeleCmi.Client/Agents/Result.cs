using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace TeleCmi.Client.Agents;

/// <summary>What was asked for, or why there is none; never a part of it. A closed set.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
public abstract record Result<T>
{
    private Result()
    {
    }

    /// <summary>It is there.</summary>
    public sealed record Ok(T Value) : Result<T>;

    /// <summary>There is none.</summary>
    public sealed record Failed(Failure Why) : Result<T>;

    /// <summary>Parts the two cases.</summary>
    /// <param name="value">What was asked for.</param>
    /// <param name="failure">Why there is none.</param>
    public bool Is([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Failure? failure)
    {
        (value, failure) = this is Ok ok ? (ok.Value, (Failure?)null) : (default, ((Failed)this).Why);
        return failure is null;
    }

#pragma warning disable CA2225 // Ok and Failed are the names of these.
    /// <summary>It is there.</summary>
    public static implicit operator Result<T>(T value) => new Ok(value);

    /// <summary>There is none.</summary>
    public static implicit operator Result<T>(Failure why) => new Failed(why);
#pragma warning restore CA2225
}

/// <summary>Why something could not be done, as data.</summary>
/// <param name="Status"><see cref="RunStatus.Failed"/> or <see cref="RunStatus.Refused"/>.</param>
/// <param name="Problems">At least one, each with a code, what happened and the next step to take.</param>
public sealed record Failure(RunStatus Status, ImmutableArray<Diagnostic> Problems)
{
    /// <summary>It failed, for one reason.</summary>
    public static Failure Of(Diagnostic problem) => new(RunStatus.Failed, [problem]);

    /// <summary>It failed, for one reason.</summary>
    /// <param name="code">Stable.</param>
    /// <param name="message">What happened.</param>
    /// <param name="hint">The next step to take.</param>
    public static Failure Of(string code, string message, string? hint = null) => Of(Diagnostic.Error(code, message, hint));

    /// <summary>A rule of safety keeps it from being done; nothing was changed.</summary>
    /// <param name="code">Stable.</param>
    /// <param name="message">What happened.</param>
    /// <param name="hint">The next step to take.</param>
    public static Failure Refused(string code, string message, string? hint = null)
        => new(RunStatus.Refused, [Diagnostic.Error(code, message, hint)]);
}

/// <summary>How a run ended.</summary>
public enum RunStatus
{
    /// <summary>All is well.</summary>
    Done,

    /// <summary>There is a difference, and it was asked about.</summary>
    Differs,

    /// <summary>A rule of safety kept it from being done, before any call.</summary>
    Refused,

    /// <summary>It failed, or a person must look at it.</summary>
    Failed,

    /// <summary>Somebody stopped it.</summary>
    Interrupted,
}
