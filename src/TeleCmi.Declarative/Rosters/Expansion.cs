using System.Collections.Immutable;
using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Rosters;

/// <summary>A template with its variables put in.</summary>
/// <param name="Value">The text, perhaps empty; null where a variable is unset.</param>
/// <param name="Unset">Variables that have no value and no default.</param>
/// <param name="Error">The user's message of the first <c>${NAME:?message}</c> whose variable is unset, perhaps empty; else null.</param>
/// <param name="IsTooLong">True where it grew over 4 KiB; then there is no value.</param>
public sealed record Expansion(Secret? Value, ImmutableArray<string> Unset, string? Error, bool IsTooLong = false);
