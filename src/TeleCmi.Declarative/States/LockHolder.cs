using System.Globalization;
using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.States;

/// <summary>Who holds the lock of a state.</summary>
/// <param name="Pid">Process id.</param>
/// <param name="Host">Name of the machine: foreign text.</param>
/// <param name="Started">When the lock was taken.</param>
public sealed record LockHolder(long Pid, string Host, DateTimeOffset Started)
{
    private const int MaximumHostLength = 64;

    /// <summary>For a message.</summary>
    public override string ToString() => $"process {Pid} on {VisibleText.Of(Host, MaximumHostLength)} since {Spell(Started)}";

    internal static string Spell(DateTimeOffset moment)
        => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
