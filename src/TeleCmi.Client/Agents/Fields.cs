using System.Collections.Immutable;

namespace TeleCmi.Client.Agents;

/// <summary>The field names.</summary>
public static class Fields
{
    /// <summary>All of them, in the order in which they are listed.</summary>
    public static ImmutableArray<string> All { get; } = [Name, Phone, Password, StartTime, EndTime, SmsAlert, Protected];

    /// <summary>Display name.</summary>
    public const string Name = "name";

    /// <summary>Phone.</summary>
    public const string Phone = "phone_number";

    /// <summary>Password; never with a value.</summary>
    public const string Password = "password";

    /// <summary>First hour on duty.</summary>
    public const string StartTime = "start_time";

    /// <summary>Last hour on duty.</summary>
    public const string EndTime = "end_time";

    /// <summary>Missed-call alert.</summary>
    public const string SmsAlert = "sms_alert";

    /// <summary>Our own protection flag; never sent.</summary>
    public const string Protected = "protected";
}
