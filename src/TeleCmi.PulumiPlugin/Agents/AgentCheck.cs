using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Yaml;
using TeleCmi.PulumiPlugin.Protocol;
using TeleCmi.PulumiPlugin.Wire;
using TeleCmi.Reports;

namespace TeleCmi.PulumiPlugin.Agents;

/// <summary>Checks the inputs of an agent by the rules of the roster. Unknown values pass.</summary>
internal sealed class AgentCheck(Struct news, bool isNew, Secret? appSecret)
{
    private readonly List<CheckFailure> _failures = [];

    /// <summary>All failures, in the order of the properties.</summary>
    /// <param name="olds">Its inputs so far; null or empty for one that is new.</param>
    /// <param name="news">Its inputs now.</param>
    /// <param name="appSecret">The app secret, which no property may hold; null where it is not known.</param>
    public static List<CheckFailure> Run(Struct? olds, Struct news, Secret? appSecret)
    {
        var check = new AgentCheck(news, olds.IsEmpty(), appSecret);
        check.Extension();
        check.Name();
        check.Phone();
        check.Password();
        check.Shift();
        check.Switches();
        check.AppSecret();
        check.UnknownNames();
        return check._failures;
    }

    /// <summary>The failure of the second of two resources that claim one extension: they would undo each other for ever.</summary>
    public static CheckFailure Claimed(Struct news, string extension, string other, Secret? appSecret) => PropertyFailure.Of(
        news, AgentProperty.Extension, $"{extension} is claimed by {Shown.Of(other)} as well; give each agent an extension of its own", appSecret, isSecret: false);

    private void Extension()
    {
        if (Required(AgentProperty.Extension) is { Content: not null, Integer: var given } && (given is not { } extension || !Generations.Default.Gives(extension)))
        {
            Report(AgentProperty.Extension, $"the extension must be a whole number from {Generations.Default.LowestExtension} to {Generations.Default.HighestExtension}");
        }
    }

    private void Name()
    {
        if (Text(AgentProperty.Name, Required(AgentProperty.Name)) is { } name && TextRules.HasMarkPile(name))
        {
            Report(AgentProperty.Name, "more than thirty combining marks in a row are no name");
        }
    }

    private void Phone()
    {
        if (Text(AgentProperty.PhoneNumber, Required(AgentProperty.PhoneNumber)) is { } phone && Phones.Parse(phone) is null)
        {
            Report(AgentProperty.PhoneNumber, "write 7 to 15 digits with the country code; `+` in front and spaces, dashes, brackets between are allowed");
        }
    }

    // An agent that is there already keeps its password where none is given.
    private void Password()
    {
        var given = isNew ? Required(AgentProperty.Password) : news.Get(AgentProperty.Password);
        if (given.Content is null)
        {
            return;
        }

        if (given.Text is not { } password)
        {
            Report(AgentProperty.Password, "the password must be a text: quote it");
        }
        else if (PasswordRules.Check(password, default) is { } problem)
        {
            Report(AgentProperty.Password, Sentence(problem));
        }
    }

    private void Shift()
    {
        var (start, end) = (news.Get(AgentProperty.StartTime), news.Get(AgentProperty.EndTime));
        if (start.IsAbsent != end.IsAbsent)
        {
            var (lone, missing) = end.IsAbsent ? (AgentProperty.StartTime, AgentProperty.EndTime) : (AgentProperty.EndTime, AgentProperty.StartTime);
            Report(lone, $"`{lone}` stands without `{missing}`; give both or neither");
        }

        var (first, last) = (Hour(AgentProperty.StartTime, start), Hour(AgentProperty.EndTime, end));
        if (first is not null && first == last)
        {
            Report(AgentProperty.EndTime, "the shift starts and ends at the same hour; both hours are included, so the whole day is 1 to 24");
        }
    }

    private int? Hour(string property, Property given)
    {
        if (given.Content is null)
        {
            return null;
        }

        if (given.Integer is { } hour && hour is >= 1 and <= 24)
        {
            return hour;
        }

        Report(property, "an hour must be a whole number from 1 to 24");
        return null;
    }

    private void Switches()
    {
        foreach (var name in AgentProperty.Schema.Fields.Where(field => field.Kind == FieldKind.Switch).Select(field => AgentProperty.NameOf(field.Key)))
        {
            if (news.Get(name) is { Content: not null, Flag: null })
            {
                Report(name, "must be true or false");
            }
        }
    }

    // Somebody pasted it where the dashboard and every report show it.
    private void AppSecret()
    {
        foreach (var name in AgentProperty.Inputs)
        {
            if (appSecret is not null && news.Get(name).Text?.Contains(appSecret.Reveal(), StringComparison.Ordinal) == true)
            {
                Report(name, "holds the app secret; take it out, and rotate it where it has been shown");
            }
        }
    }

    private void UnknownNames()
    {
        foreach (var name in KnownNames.Others(news, AgentProperty.Inputs))
        {
            Report(name, $"an Agent has no such property; {KnownNames.Hint(name, AgentProperty.Inputs)}");
        }
    }

    private Property Required(string property)
    {
        var given = news.Get(property);
        if (given.IsAbsent)
        {
            Report(property, property == AgentProperty.Password ? "a new agent needs a password" : "is required");
        }

        return given;
    }

    private string? Text(string property, Property given)
    {
        if (given.Content is null)
        {
            return null;
        }

        var problem = given.Text switch
        {
            null => "must be a text: quote it",
            var text when !TextRules.IsVisible(text) => "must not be empty",
            var text when TextRules.IsUnprintable(text) => "must not hold control characters or halves of characters",
            _ => null,
        };
        if (problem is not null)
        {
            Report(property, problem);
        }

        return problem is null ? given.Text : null;
    }

    // A name that nobody knows may be meant as `password`.
    private void Report(string property, string reason) => _failures.Add(PropertyFailure.Of(
        news, property, reason, appSecret, isSecret: property == AgentProperty.Password || !AgentProperty.Inputs.Contains(property)));

    private static string Sentence(Diagnostic problem) => problem.Hint is null ? problem.Message : $"{problem.Message}; {problem.Hint}";
}
