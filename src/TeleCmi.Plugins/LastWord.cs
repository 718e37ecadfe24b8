using System.Text;

namespace TeleCmi.Plugins;

/// <summary>What a plugin says before it ends in failure.</summary>
public static class LastWord
{
    /// <summary>Writes one line to standard error. It is the last that is said, so it must not fail.</summary>
    /// <param name="program">Who says it.</param>
    /// <param name="line">Why; holds no secret.</param>
    /// <returns>The exit code.</returns>
    public static int Fail(string program, string line)
    {
        try
        {
            using var error = Console.OpenStandardError();
            error.Write(Encoding.UTF8.GetBytes($"{program}: {line}\n"));
        }
#pragma warning disable CA1031 // Nobody listens; the exit code says it.
        catch (Exception)
#pragma warning restore CA1031
        {
        }

        return 1;
    }
}
