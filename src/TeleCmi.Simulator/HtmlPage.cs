using System.Net;
using System.Text;

namespace TeleCmi.Simulator;

/// <summary>Answers that are no JSON: what frameworks and proxies say where the service itself does not.</summary>
internal static class HtmlPage
{
    public static SimulatedResponse Of(int httpStatus, string text)
    {
        var encoded = WebUtility.HtmlEncode(text);
        var page = $"<!DOCTYPE html>\n<html lang=\"en\"><head><title>{encoded}</title></head><body><p>{encoded}</p></body></html>\n";
        return new SimulatedResponse(httpStatus, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(page));
    }

    /// <summary>A path or method that does not exist; the real one answers so too.</summary>
    public static SimulatedResponse NoSuchRoute(string method, string path) => Of(404, $"Cannot {method} {path}");
}
