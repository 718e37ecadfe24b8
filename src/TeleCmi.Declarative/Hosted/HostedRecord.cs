using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Hosted;

/// <summary>What an engine keeps of a roster: a state, and whom a refresh found changed.</summary>
/// <param name="State">As the last run, or a refresh since, saw it.</param>
/// <param name="Applied">
/// Of whom a refresh found changed: what was applied. A removal compares with this, never with what was found.
/// </param>
public sealed record HostedRecord(RecordedState State, ImmutableSortedDictionary<int, AgentValues> Applied)
{
    /// <summary>A state that no refresh has touched.</summary>
    public HostedRecord(RecordedState state)
        : this(state, ImmutableSortedDictionary<int, AgentValues>.Empty)
    {
    }

    /// <summary>The state as the last run left it.</summary>
    internal RecordedState AsApplied => State with
    {
        Agents = State.Agents.SetItems(from one in Applied
                                       where State.Agents.ContainsKey(one.Key)
                                       select KeyValuePair.Create(one.Key, State.Agents[one.Key] with { Values = one.Value })),
    };
}

/// <summary>A whole account as a record.</summary>
/// <param name="Record">Everybody whom an entry can say.</param>
/// <param name="Warnings">Whom it leaves out, and why.</param>
public sealed record HostedImport(HostedRecord Record, ImmutableArray<Diagnostic> Warnings);
