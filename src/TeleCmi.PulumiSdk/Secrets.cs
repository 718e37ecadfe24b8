using Pulumi;

namespace TeleCmi;

internal static class Secrets
{
    /// <summary>The same value, a secret from here on.</summary>
    public static Input<string>? Of(Input<string>? value)
    {
        if (value is null)
        {
            return null;
        }

        Input<string> secret = Output.Tuple(value.ToOutput(), Output.CreateSecret(0)).Apply(both => both.Item1);
        return secret;
    }
}
