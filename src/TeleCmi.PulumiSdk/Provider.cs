using Pulumi;

namespace TeleCmi;

/// <summary>An account at TeleCMI, or the sandbox, where the stack's configuration is not to say which.</summary>
[ResourceType("pulumi:providers:telecmi", null)]
public sealed class Provider : ProviderResource
{
    /// <summary>The app id of the account.</summary>
    [Output("appId")]
    public Output<string?> AppId { get; private set; } = null!;

    /// <summary>The app secret of the account; always a secret.</summary>
    [Output("secret")]
    public Output<string?> Secret { get; private set; } = null!;

    /// <summary>Address of the service.</summary>
    [Output("baseUrl")]
    public Output<string?> BaseUrl { get; private set; } = null!;

    /// <summary>Declares a provider.</summary>
    /// <param name="name">Name of the resource in the stack.</param>
    /// <param name="args">Which account.</param>
    /// <param name="options">How Pulumi treats it.</param>
    public Provider(string name, ProviderArgs? args = null, CustomResourceOptions? options = null)
        : base("telecmi", name, args ?? new ProviderArgs(),
            CustomResourceOptions.Merge(new CustomResourceOptions { AdditionalSecretOutputs = { "secret" } }, options))
    {
    }
}

/// <summary>Which account, and how to talk to it.</summary>
public sealed class ProviderArgs : ResourceArgs
{
    [Input("secret")]
    private Input<string>? _secret;

    /// <summary>The app id of the account, a number. Else TELECMI_APPID.</summary>
    [Input("appId")]
    public Input<string>? AppId { get; set; }

    /// <summary>The app secret of the account, a secret from here on. Better left to TELECMI_SECRET, which is never recorded.</summary>
    public Input<string>? Secret
    {
        get => _secret;
        set => _secret = Secrets.Of(value);
    }

    /// <summary>Address of the service. Else TELECMI_BASE_URL, else the public one.</summary>
    [Input("baseUrl")]
    public Input<string>? BaseUrl { get; set; }

    /// <summary>Calls in flight at most, 1 to 64; 8 where it is left out.</summary>
    [Input("parallelism", json: true)]
    public Input<int>? Parallelism { get; set; }

    /// <summary>Runs everything against a stand-in inside the plugin, which needs no account.</summary>
    [Input("sandbox", json: true)]
    public Input<bool>? Sandbox { get; set; }

    /// <summary>Generation of the service's API. Else TELECMI_API, else <c>v2</c>.</summary>
    [Input("api")]
    public Input<string>? Api { get; set; }

    /// <summary>How many agents one deployment may delete; no limit where it is left out. A roster has a policy of its own.</summary>
    [Input("maxRemovals", json: true)]
    public Input<int>? MaxRemovals { get; set; }
}
