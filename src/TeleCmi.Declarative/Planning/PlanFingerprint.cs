using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace TeleCmi.Declarative.Planning;

/// <summary>
/// SHA-256 over what a plan would do: account, lineage, options and changes with their values, passwords by keyed fingerprint only.
/// Positions in the roster file are left out: moving an entry does not make an approval stale.
/// </summary>
public static class PlanFingerprint
{
    /// <summary>Lower-case hexadecimal, 64 characters.</summary>
    public static string Of(Plan plan) => Of(plan.AppId, plan.Lineage, plan.Options, plan.Changes);

    /// <summary>The same from the parts that a saved plan holds.</summary>
    public static string Of(long? appId, string lineage, PlanOptions options, IEnumerable<Change> changes)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            Write(json, appId?.ToString());
            json.WriteStringValue(lineage);
            WriteOptions(json, options);
            foreach (var change in changes)
            {
                WriteChange(json, change);
            }

            json.WriteEndArray();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    /// <summary>One change alone: two plans are compared by these, agent by agent.</summary>
    public static string Of(Change change)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            WriteChange(json, change);
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    private static void WriteOptions(Utf8JsonWriter json, PlanOptions options)
    {
        json.WriteStartArray();
        json.WriteBooleanValue(options.Prune);
        Write(json, options.MaximumRemovals?.ToString());
        json.WriteBooleanValue(options.AllowEmpty);
        json.WriteBooleanValue(options.AllowRecreate);
        json.WriteBooleanValue(options.AllowUnderCoverage);
        foreach (var extension in options.Only)
        {
            json.WriteNumberValue(extension);
        }

        json.WriteEndArray();
    }

    private static void WriteChange(Utf8JsonWriter json, Change change)
    {
        json.WriteStartArray();
        json.WriteNumberValue(change.Extension);
        json.WriteStringValue(Words.Of(change.Action));
        Write(json, change.AgentId);
        Write(json, change.Name);
        json.WriteStringValue(Words.Of(change.Reason));
        json.WriteBooleanValue(change.Adopts);
        json.WriteBooleanValue(change.ReplacesPerson);
        Write(json, change.PasswordFingerprint);
        foreach (var field in change.Fields)
        {
            json.WriteStringValue(field.Field);
            if (field is FieldChange.Password password)
            {
                Write(json, password.Changed?.ToString());
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

    private static void Write(Utf8JsonWriter json, string? text)
    {
        if (text is null)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteStringValue(text);
        }
    }
}
