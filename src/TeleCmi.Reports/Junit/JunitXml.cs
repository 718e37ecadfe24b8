using System.Text;
using System.Xml;

namespace TeleCmi.Reports.Junit;

/// <summary>
/// Suites as XML, in the shape that CI systems agree on: no attribute that the strictest of them, Jenkins, does not know.
/// </summary>
internal static class JunitXml
{
    public static string Write(string name, IReadOnlyList<JunitSuite> suites, Report report)
    {
        var text = new Utf8Text();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", name);
            Counts(xml, status => suites.Sum(suite => suite.Count(status)), suites.Sum(suite => suite.Cases.Count));
            xml.WriteAttributeString("time", "0");
            foreach (var suite in suites)
            {
                xml.WriteStartElement("testsuite");
                xml.WriteAttributeString("name", suite.Name);
                Counts(xml, suite.Count, suite.Cases.Count);
                xml.WriteAttributeString("skipped", $"{suite.Count(JunitStatus.Skipped)}");
                xml.WriteAttributeString("time", "0");
                Stamped(xml, report);
                var seen = new Dictionary<string, int>(StringComparer.Ordinal);
                foreach (var one in suite.Cases)
                {
                    var allowed = Allowed(one.Name);
                    var count = seen[allowed] = seen.GetValueOrDefault(allowed) + 1;
                    Case(xml, suite, one with { Name = count == 1 ? allowed : $"{allowed} ({count})" });
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    private static void Stamped(XmlWriter xml, Report report)
    {
        if (report.Stamp is not { } stamp)
        {
            return;
        }

        xml.WriteAttributeString("timestamp", stamp.Second);
        xml.WriteStartElement("properties");
        foreach (var (word, value) in Stamp.Facts(report).Prepend(("version", stamp.Version)))
        {
            xml.WriteStartElement("property");
            xml.WriteAttributeString("name", word);
            xml.WriteAttributeString("value", Allowed(Shown.Of(value).ToString()));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Counts(XmlWriter xml, Func<JunitStatus, int> count, int all)
    {
        xml.WriteAttributeString("tests", $"{all}");
        xml.WriteAttributeString("failures", $"{count(JunitStatus.Failed)}");
        xml.WriteAttributeString("errors", $"{count(JunitStatus.Errored)}");
    }

    private static void Case(XmlWriter xml, JunitSuite suite, JunitCase one)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", one.Name);
        xml.WriteAttributeString("classname", suite.Name);
        xml.WriteAttributeString("time", "0");
        var element = one.Status switch
        {
            JunitStatus.Failed => "failure",
            JunitStatus.Errored => "error",
            JunitStatus.Skipped => "skipped",
            _ => null,
        };
        if (element is not null)
        {
            xml.WriteStartElement(element);
            xml.WriteAttributeString("message", Allowed(one.Message ?? ""));
            xml.WriteString(Allowed(one.Details ?? ""));
            xml.WriteEndElement();
        }
        else if ((one.Message ?? one.Details) is not null)
        {
            xml.WriteElementString("system-out", Allowed(string.Join('\n', new[] { one.Message, one.Details }.OfType<string>())));
        }

        xml.WriteEndElement();
    }

    // XML 1.0 has no way to write most control characters, lone surrogates, U+FFFE and U+FFFF.
    private static string Allowed(string text)
    {
        var allowed = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            allowed.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString());
        }

        return allowed.ToString();
    }

    private sealed class Utf8Text : StringWriter
    {
        public override Encoding Encoding { get; } = new UTF8Encoding(false);

        public StringBuilder Append(char last) => GetStringBuilder().Append(last);
    }
}
