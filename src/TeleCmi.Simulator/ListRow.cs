using System.Text.Json;

namespace TeleCmi.Simulator;

/// <summary>One user as lists show it.</summary>
internal static class ListRow
{
    private const int NationalDigits = 10;
    private const int MaskedDigits = 4;

    public static void Write(Utf8JsonWriter json, SimulatedAccount account, SimulatedUser user, SimulatorOptions options)
    {
        json.WriteStartObject();
        json.WriteString("agent_id"u8, account.IdOf(user));
        json.WriteString("name"u8, user.Name);
        json.WriteNumber("extension"u8, user.Extension);
        if (options.Passwords != PasswordDisplay.Omitted && user.Password is { } password)
        {
            json.WriteString("password"u8, options.Passwords == PasswordDisplay.Masked ? "********" : password);
        }

        if (!options.OmitNotify)
        {
            JsonBody.WriteNotify(json, user);
        }

        json.WriteString("phone"u8, PhoneOf(user, options));
        if (!options.OmitShifts)
        {
            JsonBody.WriteShift(json, user);
        }

        json.WriteEndObject();
    }

    private static string PhoneOf(SimulatedUser user, SimulatorOptions options)
    {
        var phone = user.Phone;
        if (options.DropCountryCode && phone.Length > NationalDigits)
        {
            phone = phone[^NationalDigits..];
        }

        return options.MaskPhones && phone.Length > MaskedDigits ? phone[..^MaskedDigits] + new string('X', MaskedDigits) : phone;
    }
}
