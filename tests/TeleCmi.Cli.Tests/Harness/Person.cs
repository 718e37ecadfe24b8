using System.Text;
using System.Text.Json.Nodes;

namespace TeleCmi.Cli.Tests.Harness;

/// <summary>Somebody on an extension: an entry of the roster, a record of the state, a user of the account.</summary>
internal sealed record Person(int Extension, string Name, string Phone)
{
    public int? StartTime { get; init; } = 9;

    public int? EndTime { get; init; } = 18;

    public bool? SmsAlert { get; init; } = true;

    public bool? Protected { get; init; }

    /// <summary>What the roster writes after <c>password:</c>; null = nothing. A variable of its own, and where that is unset the one of all.</summary>
    public string? PasswordEntry { get; init; } = $"${{AGENT_{Extension}_PASSWORD:-${{AGENT_PASSWORD}}}}";

    /// <summary>What the account has.</summary>
    public string? Password { get; init; } = CallCentre.Password;

    public static Person Of(int extension, string? name = null) => new(extension, name ?? $"Agent {extension}", $"919{extension}00{extension}");

    public string Entry()
    {
        var text = new StringBuilder($"  - extension: {Extension}\n    name: {Quoted(Name)}\n    phone_number: \"{Phone}\"\n");
        Line(text, "password", PasswordEntry);
        Line(text, "start_time", StartTime?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Line(text, "end_time", EndTime?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Line(text, "sms_alert", Word(SmsAlert));
        Line(text, "protected", Word(Protected));
        return text.ToString();
    }

    public SimulatedUser Live() => new(Extension, Name, Phone) { Password = Password, StartTime = StartTime, EndTime = EndTime, Notify = SmsAlert };

    public JsonObject Recorded()
    {
        var record = new JsonObject { ["extension"] = Extension, ["agent_id"] = $"{Extension}_{CallCentre.AppId}", ["name"] = Name, ["phone_number"] = Phone };
        if (StartTime is { } start && EndTime is { } end)
        {
            (record["start_time"], record["end_time"]) = (start, end);
        }

        if (SmsAlert is { } alert)
        {
            record["sms_alert"] = alert;
        }

        (record["protected"], record["unlisted"]) = (Protected ?? false, false);
        return record;
    }

    private static void Line(StringBuilder text, string key, string? value)
    {
        if (value is not null)
        {
            text.Append("    ").Append(key).Append(": ").Append(value).Append('\n');
        }
    }

    private static string? Word(bool? flag) => flag is { } set ? set ? "true" : "false" : null;

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
