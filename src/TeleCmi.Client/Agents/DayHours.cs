namespace TeleCmi.Client.Agents;

/// <summary>The hours of a day, and what a shift of them is.</summary>
public static class DayHours
{
    /// <summary>The first one; the last is also how many there are.</summary>
    public const int First = 1;

    /// <summary>The last one.</summary>
    public const int Last = 24;

    /// <summary>True for an hour of the day.</summary>
    public static bool Has(int hour) => hour is >= First and <= Last;

    /// <summary>False for a shift that starts and ends at one hour: both are included, so nobody means it.</summary>
    public static bool AreShift(int start, int end) => start != end;
}
