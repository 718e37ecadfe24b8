using System.Text.Json;

namespace TeleCmi.Simulator;

/// <summary>Answers that say no, in the shape and with the HTTP status of the chosen <see cref="TransportPattern"/>.</summary>
internal sealed class Refusals(SimulatorOptions options, RequestFields fields)
{
    public SimulatedResponse Missing() =>
        options.Transport == TransportPattern.D ? Say(404, "Parameter missing") : Say(400, "Parameter missing", bySchema: true);

    public SimulatedResponse WrongCredentials() =>
        options.Transport == TransportPattern.D ? Say(407, "Authentication Failed") : Say(401, "Authentication failed");

    public SimulatedResponse AlreadyExists() => Say(400, "User id already exists");

    public SimulatedResponse LimitReached() => Say(400, "User limit reached");

    public SimulatedResponse UnknownId() =>
        options.Transport == TransportPattern.B ? Say(404, text: null) : Say(400, "Invalid user id");

    /// <summary><c>msg</c> is an object here: the validator's own report, passed on as it is.</summary>
    public SimulatedResponse Invalid() => JsonBody.Write(HttpStatus(400, bySchema: true), json =>
    {
        JsonBody.WriteCode(json, options, 400);
        WriteStatus(json);
        json.WriteStartObject("msg"u8);
        json.WriteStartArray("body"u8);
        foreach (var problem in fields.Problems)
        {
            json.WriteStartObject();
            json.WriteString("message"u8, problem.Message + Quotation());
            json.WriteStartArray("path"u8);
            json.WriteStringValue(problem.Member);
            json.WriteEndArray();
            json.WriteString("type"u8, problem.Type);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private SimulatedResponse Say(int code, string? text, bool bySchema = false) => JsonBody.Write(HttpStatus(code, bySchema), json =>
    {
        JsonBody.WriteCode(json, options, code);
        WriteStatus(json);
        if (text is not null)
        {
            json.WriteString("msg"u8, text + Quotation() + (options.Transport == TransportPattern.A ? " !" : ""));
        }
    });

    private void WriteStatus(Utf8JsonWriter json)
    {
        if (options.Transport == TransportPattern.D)
        {
            json.WriteBoolean("error"u8, true);
        }
        else
        {
            json.WriteString("status"u8, "error"u8);
        }
    }

    private int HttpStatus(int code, bool bySchema) => options.Transport switch
    {
        TransportPattern.B => code,
        TransportPattern.C when bySchema => code,
        _ => 200,
    };

    private string Quotation() =>
        options.QuoteSecrets ? $" (secret: {fields.Peek("secret")}, password: {fields.Peek("password")})" : "";
}
