using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Singles;

/// <summary>What is wrong with an input.</summary>
/// <param name="Key">As the API calls it.</param>
/// <param name="Reason">Why; holds no value.</param>
public sealed record InputProblem(string Key, string Reason);

/// <summary>Checks the inputs of an agent by the rules of the roster, before anything is sent. Unknown values pass.</summary>
public sealed class AgentCheck
{
    private readonly Func<string, GivenValue> _inputs;
    private readonly List<InputProblem> _problems = [];

    private AgentCheck(Func<string, GivenValue> inputs) => _inputs = inputs;

    /// <summary>All problems, in the order of the keys.</summary>
    /// <param name="generation">Of the account.</param>
    /// <param name="inputs">Gives the input of a key.</param>
    /// <param name="isNew">True for an agent that is not there yet: it needs a password, others keep theirs.</param>
    /// <param name="appSecret">The app secret, which no input may hold; null where it is not known.</param>
    /// <param name="spell">How the door spells a key.</param>
    public static IReadOnlyList<InputProblem> Run(
        Generation generation, Func<string, GivenValue> inputs, bool isNew, Secret? appSecret, Func<string, string> spell)
    {
        var check = new AgentCheck(inputs);
        check.Extension(generation);
        foreach (var key in generation.Schema.Keys.Where(key => key != AgentSchema.Protected))
        {
            check.Field(key, generation.Schema.Find(key), isNew);
        }

        check.Shift(spell);
        foreach (var key in generation.Schema.Keys.Where(key => appSecret is not null && check.Holds(key, appSecret)))
        {
            check.Report(key, "holds the app secret; take it out, and rotate it where it has been shown");
        }

        return check._problems;
    }

    private void Extension(Generation generation)
    {
        var (lowest, highest) = (generation.LowestExtension, generation.HighestExtension);
        if (Given(Fields.Extension, "is required") is { Value: var value }
            && (FieldValue.NumberOf(value) is not { } extension || !generation.Gives(extension)))
        {
            Report(Fields.Extension, $"the extension must be a whole number from {lowest} to {highest}");
        }
    }

    // The password is no field.
    private void Field(string key, AgentField? field, bool isNew)
    {
        var missing = field is null ? (isNew ? "a new agent needs a password" : null) : field.Is(FieldUse.Required) ? "is required" : null;
        if (Given(key, missing) is { } given && (field is null ? OfPassword(given.Value) : Of(field.Kind, given.Value)) is { } reason)
        {
            Report(key, reason);
        }
    }

    private void Shift(Func<string, string> spell)
    {
        var (start, end) = (AgentFields.StartTime.Key, AgentFields.EndTime.Key);
        if (_inputs(start).IsAbsent != _inputs(end).IsAbsent)
        {
            var (lone, missing) = _inputs(end).IsAbsent ? (start, end) : (end, start);
            Report(lone, $"`{spell(lone)}` stands without `{spell(missing)}`; give both or neither");
        }

        if (Hour(start) is { } first && Hour(end) is { } last && !DayHours.AreShift(first, last))
        {
            Report(end, "the shift starts and ends at the same hour; both hours are included, so the whole day is 1 to 24");
        }
    }

    // Somebody pasted it where the dashboard and every report show it.
    private bool Holds(string key, Secret secret)
        => FieldValue.TextOf(_inputs(key).Value)?.Contains(secret.Reveal(), StringComparison.Ordinal) == true;

    private int? Hour(string key) => FieldValue.NumberOf(_inputs(key).Value) is { } hour && DayHours.Has(hour) ? hour : null;

    private GivenValue? Given(string key, string? missing)
    {
        var given = _inputs(key);
        if (given.IsAbsent && missing is not null)
        {
            Report(key, missing);
        }

        return given.IsGiven ? given : null;
    }

    private static string? Of(FieldKind kind, FieldValue? value) => (kind, value) switch
    {
        (FieldKind.Hour, FieldValue.Number { Value: var hour }) when DayHours.Has(hour) => null,
        (FieldKind.Hour, _) => $"an hour must be a whole number from {DayHours.First} to {DayHours.Last}",
        (FieldKind.Switch, _) => value is FieldValue.Flag ? null : "must be true or false",
        (_, FieldValue.Text { Value: var text }) when !TextRules.IsVisible(text) => "must not be empty",
        (_, FieldValue.Text { Value: var text }) when TextRules.IsUnprintable(text)
            => "must not hold control characters or halves of characters",
        (FieldKind.Text, FieldValue.Text { Value: var text }) when TextRules.HasMarkPile(text)
            => "more than thirty combining marks in a row are no name",
        (FieldKind.Phone, FieldValue.Text { Value: var text }) when Phones.Parse(text) is null => TextRules.PhoneForm,
        _ => value is FieldValue.Text ? null : "must be a text: quote it",
    };

    private static string? OfPassword(FieldValue? value)
        => FieldValue.TextOf(value) is not { } password ? "the password must be a text: quote it"
        : PasswordRules.Check(password) is not { } problem ? null
        : problem.Hint is null ? problem.Message : $"{problem.Message}; {problem.Hint}";

    private void Report(string key, string reason) => _problems.Add(new InputProblem(key, reason));
}
