using TeleCmi.Declarative.Coverage;
using TeleCmi.Declarative.Tests.Rosters;

namespace TeleCmi.Declarative.Tests.Coverage;

public class HoursOnDuty
{
    [Fact]
    public void Both_ends_of_a_shift_are_on_duty() => Assert.Equal([9, 10, 11], OnDuty(new Shift(9, 11)));

    [Fact]
    public void A_shift_may_run_past_midnight() => Assert.Equal([1, 2, 23, 24], OnDuty(new Shift(23, 2)));

    [Fact]
    public void No_shift_is_the_whole_day() => Assert.Equal(Enumerable.Range(1, 24), OnDuty(new Shift(null, null)));

    [Fact]
    public void Agents_and_their_alerts_are_counted()
    {
        var duty = DutyHours.Of([new Shift(1, 12, true), new Shift(12, 24)]);

        Assert.Equal(new DutyHour(1, 1, 1), duty.Hours[0]);
        Assert.Equal(new DutyHour(12, 2, 1), duty.Hours[11]);
        Assert.Equal(new DutyHour(24, 1, 0), duty.Hours[23]);
    }

    [Fact]
    public void A_roster_is_counted_with_its_defaults()
    {
        var duty = DutyHours.Of(Given.Valid("defaults: { start_time: 9, end_time: 10, sms_alert: true }\n" + Given.Agent));

        Assert.Equal([new DutyHour(9, 1, 1), new DutyHour(10, 1, 1)], duty.Hours.Where(h => h.OnDuty > 0));
    }

    [Fact]
    public void Hours_under_their_floor_are_named()
    {
        var policy = Given.Valid("policy: { min_on_duty: { \"9-10\": 1, 12: 1 } }\nagents: []").Policy;

        Assert.Equal([10, 12], DutyHours.Of([new Shift(1, 9)]).Under(policy.MinimumOnDuty).Select(h => h.Hour));
        Assert.Empty(DutyHours.Of([]).Under([]));
    }

    private static IEnumerable<int> OnDuty(Shift shift) => DutyHours.Of([shift]).Hours.Where(h => h.OnDuty == 1).Select(h => h.Hour);
}
