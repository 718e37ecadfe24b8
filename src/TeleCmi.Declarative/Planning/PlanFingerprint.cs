using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Planning;

/// <summary>
/// SHA-256 over what a plan would do, to whom and where: account, service, lineage, options, changes with their values, passwords by keyed
/// fingerprint only, and what it counts and keeps. Positions in the roster file and warnings are left out: moving an entry does not make an
/// approval stale.
/// </summary>
public static class PlanFingerprint
{
    /// <summary>Lower-case hexadecimal, 64 characters.</summary>
    public static string Of(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Hash(json =>
        {
            json.WriteStringValue(plan.AppId?.ToString());
            json.WriteStringValue(plan.Service);
            json.WriteStringValue(plan.Lineage);
            json.WriteBooleanValue(plan.Refreshed);
            json.WriteBooleanValue(plan.Refusals.IsEmpty);
            json.WriteStringValue(plan.Base);
            WriteOptions(json, plan.Options);
            WriteNumbers(json, plan.UnknownPasswords);
            WriteNumbers(json, [plan.Unchanged, plan.Unmanaged]);
            foreach (var change in plan.Changes)
            {
                WriteChange(json, change);
            }

            foreach (var kept in plan.Kept)
            {
                json.WriteNumberValue(kept.Extension);
                json.WriteStringValue(kept.AgentId);
                json.WriteStringValue(kept.Name);
                json.WriteStringValue(Words.Of(kept.Reason));
            }
        });
    }

    /// <summary>One change alone: two plans are compared by these, agent by agent.</summary>
    public static string Of(Change change) => Hash(json => WriteChange(json, change));

    private static string Hash(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            write(json);
            json.WriteEndArray();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    private static void WriteOptions(Utf8JsonWriter json, PlanOptions options)
    {
        json.WriteBooleanValue(options.Prune);
        json.WriteStringValue(options.MaximumRemovals?.ToString());
        json.WriteBooleanValue(options.AllowEmpty);
        json.WriteBooleanValue(options.AllowRecreate);
        json.WriteBooleanValue(options.AllowTakeover);
        json.WriteBooleanValue(options.AllowUnderCoverage);
        WriteNumbers(json, options.Only);
    }

    private static void WriteChange(Utf8JsonWriter json, Change change)
    {
        json.WriteStartArray();
        json.WriteNumberValue(change.Extension);
        json.WriteStringValue(Words.Of(change.Action));
        json.WriteStringValue(change.AgentId);
        json.WriteStringValue(change.Name);
        json.WriteStringValue(Words.Of(change.Reason));
        json.WriteBooleanValue(change.Adopts);
        json.WriteBooleanValue(change.ReplacesPerson);
        json.WriteStringValue(change.Protects?.ToString());
        json.WriteStringValue(Words.Of(change.Obstacle));
        json.WriteStringValue(change.PasswordFingerprint);
        foreach (var field in change.Fields)
        {
            json.WriteStringValue(field.Field);
            if (field is FieldChange.Password password)
            {
                json.WriteStringValue(password.Changed?.ToString());
                continue;
            }

            WriteValue(json, field.Before);
            WriteValue(json, field.After);
        }

        json.WriteEndArray();
    }

    /// <summary>A value as JSON.</summary>
    public static void WriteValue(Utf8JsonWriter json, FieldValue? value)
    {
        switch (value)
        {
            case FieldValue.Text text:
                json.WriteStringValue(text.Value);
                break;
            case FieldValue.Number number:
                json.WriteNumberValue(number.Value);
                break;
            case FieldValue.Flag flag:
                json.WriteBooleanValue(flag.Value);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static void WriteNumbers(Utf8JsonWriter json, IEnumerable<int> numbers)
    {
        json.WriteStartArray();
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
