using System.Text.Json;
using Google.Protobuf;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.Singles;
using TeleCmi.Declarative.States;
using TeleCmi.Plugins;
using TeleCmi.TerraformProvider.Providers;
using TeleCmi.TerraformProvider.Schemas;
using TeleCmi.TerraformProvider.Wire;

namespace TeleCmi.TerraformProvider.Agents;

/// <summary>
/// What is recorded of an agent beside its attributes. A refresh leaves the person as they were applied. Never a password.
/// </summary>
/// <param name="Resource">Names the resource in this walk; it has no address here.</param>
/// <param name="Lineage">Salt of the key of its fingerprint.</param>
internal sealed record AgentRecord(string Resource, string Lineage)
{
    /// <summary>Names the key of the fingerprint in the attributes.</summary>
    public string? KeyId { get; init; }

    /// <summary>The service, or the sandbox.</summary>
    public string? Origin { get; init; }

    /// <summary>Whom the resource last applied, took over or imported.</summary>
    public Person Person { get; init; } = Person.Unknown;

    /// <summary>
    /// Fingerprint of the password that the service showed, where the attributes have none: a program that gives the same one changes
    /// nothing.
    /// </summary>
    public string? Seen { get; init; }

    /// <summary>As the attributes say: a plan that makes the resource anew is not shown those.</summary>
    public int? Extension { get; init; }

    /// <summary>As the attributes say.</summary>
    public bool IsProtected { get; init; }

    /// <summary>Of a resource that is made anew.</summary>
    public static AgentRecord New() => new(Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString());

    /// <summary>
    /// Of a resource; null for one that is new. Where the private data cannot be read, the attributes tell whom it stands for.
    /// </summary>
    public static AgentRecord? Of(Held held) => Read(held.Private)
        ?? (held.State.IsNull ? null : New() with { Person = Person.Of(AgentObject.Values(held.State)) });

    /// <summary>Reads private data; null where there are none, or they cannot be read.</summary>
    public static AgentRecord? Read(ByteString data)
    {
        if (data.IsEmpty)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(data.Memory);
            var root = document.RootElement;
            return Text("resource") is { } resource && Text("lineage") is { } lineage
                ? new AgentRecord(resource, lineage)
                {
                    KeyId = Text("key_id"),
                    Origin = Text("origin"),
                    Seen = Text("seen"),
                    Person = new Person(Text("name"), Text("phone_number")),
                    Extension = root.GetProperty("extension") is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null,
                    IsProtected = root.GetProperty("protected").ValueKind == JsonValueKind.True,
                }
                : null;

            string? Text(string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;
        }
        catch (Exception unreadable) when (
            unreadable is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return null;
        }
    }

    public ByteString Write() => ByteString.CopyFromUtf8(JsonDocuments.Write(json => json.Members(() =>
    {
        json.WriteString("resource", Resource);
        json.WriteString("lineage", Lineage);
        json.WriteString("key_id", KeyId);
        json.WriteString("origin", Origin);
        json.WriteString("seen", Seen);
        json.WriteString("name", Person.Name);
        json.WriteString("phone_number", Person.PhoneNumber);
        json.Optional("extension", Extension, json.WriteNumber);
        json.WriteBoolean("protected", IsProtected);
    })));

    /// <summary>The resource in the core's words.</summary>
    public SingleResource In(Provider provider, SharedAccount account, int extension)
        => new(account, provider.Ledger, Resource, extension) { MaximumRemovals = provider.Settings.MaximumRemovals };

    /// <summary>A state of another account than the provider's; null where it is the same, or not known.</summary>
    public Notice? OtherAccount(Dynamic state, AccountSettings settings) => ProviderWords.OtherAccount(
        AgentId.Parse(state[AgentInput.Id].AsText ?? "")?.AppId is { } appId ? $"{appId}" : null, Origin, settings);

    /// <summary>The key of the fingerprint; null without the app secret.</summary>
    public PasswordKey? Key(Secret? secret) => secret is null ? null : PasswordKey.Derive(secret, Lineage);
}
