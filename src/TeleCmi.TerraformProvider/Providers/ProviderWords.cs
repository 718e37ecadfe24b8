using TeleCmi.Client.Agents;
using TeleCmi.Plugins;
using TeleCmi.TerraformProvider.Wire;

namespace TeleCmi.TerraformProvider.Providers;

/// <summary>What concerns the account as a whole, with the next step to take.</summary>
internal static class ProviderWords
{
    public static Notice ForeignAddress { get; } = Notice.Error(
        "Passwords of the environment are not sent to base_url",
        $"They are sent only to an address that is there too: set {AccountSettings.BaseUrlVariable} in place of `base_url`.");

    /// <summary>Why the core could not do what it was asked.</summary>
    public static Notice Of(Failure why, AccountSettings settings) => why.Problems[0] switch
    {
        { Code: OpenAccount.NoAppId } => Notice.Error(
            "The account's app id is not known",
            $"Set `appid` in the provider, or {AccountSettings.AppIdVariable}; `sandbox = true` needs no account."),
        { Code: OpenAccount.NoSecret } => Notice.Error(
            "The account's app secret is not known",
            $"Set {settings.WantedSecret}, or `secret` in the provider; `sandbox = true` needs no account."),
        { Code: OpenAccount.NoSandbox } unreadable => Notice.Error("The sandbox could not be opened", $"{unreadable.Message}."),
        { Code: "protected" } one => Notice.Error(one.Message.TrimEnd('.'), "Apply `protected = false` first. Nothing was sent."),
        { Code: "missing_live" } one => Notice.Error(
            one.Message,
            "If it is, apply `allow_recreate = true` with `-refresh=false`: the next apply makes them anew."
            + " A destroy needs `-refresh=false` alone."),
        var one => Notice.Error(one.Message.TrimEnd('.'), one.Hint ?? ""),
    };

    public static Notice NotLooked(AccountSettings settings) => Notice.Warning(
        "The account was not looked at",
        $"Its app secret is not known here, so this is judged by what is recorded. Set {settings.WantedSecret}.");

    public static Notice Unseen(Diagnostic why) => Notice.Warning(
        "The account was not looked at", $"{why.Message.TrimEnd('.')}. Who exists already is not known.");

    /// <summary>A state of another account than the provider's; null where it is the same, or not known.</summary>
    public static Notice? OtherAccount(string? appId, string? origin, AccountSettings settings)
    {
        if (appId is not null && settings.EffectiveAppId is { } own && appId != $"{own}")
        {
            return Notice.Error(
                $"What is recorded belongs to account {appId}, not {own}",
                "Give the provider of that account, or `terraform state rm` the resource: nobody is removed by that.");
        }

        var isSandbox = origin == Simulator.Sandbox.Name;
        return string.IsNullOrEmpty(origin) || !settings.HasCredentials || isSandbox == settings.IsSandbox ? null : Notice.Error(
            isSandbox ? "What is recorded belongs to the sandbox" : "What is recorded belongs to a real account, not to the sandbox",
            "Give the provider that it was applied with, or `terraform state rm` the resource.");
    }
}
