using System.Collections.Immutable;
using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Yaml;

/// <summary>What the references of a roster stand for in this run.</summary>
/// <param name="AppId">The account; null where neither the roster nor TELECMI_APPID gives it.</param>
/// <param name="AppSecret">The app secret; null where its variable is unset.</param>
/// <param name="Passwords">By extension; agents without a managed or set password are absent.</param>
/// <param name="Unset">
/// Extensions whose password names a variable that is unset: left alone in this run. See <see cref="RosterSecrets.LeftAlone"/>.
/// </param>
/// <param name="Diagnostics">Sorted, 100 at most; with an error nothing else here may be used.</param>
public sealed record ResolvedSecrets(
    long? AppId, Secret? AppSecret, ImmutableDictionary<int, Secret> Passwords, ImmutableSortedSet<int> Unset,
    ImmutableArray<Diagnostic> Diagnostics);
