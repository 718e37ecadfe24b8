
namespace TeleCmi.Declarative.Singles;

/// <summary>The lines of one writer, as far as they tell of one account.</summary>
internal sealed class LedgerBook
{
    private readonly Dictionary<string, LedgerLine> _claims = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _claimers = [];
    private readonly Dictionary<int, string> _takers = [];
    private readonly Dictionary<int, string?> _left = [];
    private readonly Dictionary<int, string> _removers = [];
    private readonly Dictionary<int, string> _refused = [];
    private readonly Dictionary<string, int> _intended = new(StringComparer.Ordinal);

    public void Add(LedgerLine line)
    {
        switch (line.Act)
        {
            case LedgerAct.Claim:
                Claim(line);
                break;
            case LedgerAct.Intend:
                _intended[line.Resource] = line.Extension;
                break;
            case LedgerAct.Take:
                _takers[line.Extension] = line.Resource;
                break;
            case LedgerAct.Leave:
                _left[line.Extension] = line.Person;
                break;
            case LedgerAct.Refuse:
                _refused[line.Extension] = line.Resource;
                break;
            default:
                _removers[line.Extension] = line.Resource;
                break;
        }
    }

    /// <summary>The claim on an extension.</summary>
    public LedgerLine? ClaimOn(int extension) => _claimers.TryGetValue(extension, out var resource) ? _claims[resource] : null;

    /// <summary>The resource that has had it and takes another one, or is made anew.</summary>
    public string? GiverUpOf(int extension) =>
        _claims.Values.FirstOrDefault(claim => claim.Held == extension && (claim.Extension != extension || claim.IsNew))?.Resource;

    /// <summary>Who has added, adopted or imported it.</summary>
    public string? TakerOf(int extension) => _takers.GetValueOrDefault(extension);

    /// <summary>Who has removed it.</summary>
    public string? RemoverOf(int extension) => _removers.GetValueOrDefault(extension);

    /// <summary>How many agents were removed one by one; a roster has a limit of its own.</summary>
    public int Removals => _removers.Values.Count(resource => !resource.Contains(LedgerLine.OfRoster));

    /// <summary>Who is to remove it by the plan, but this one.</summary>
    public string? IntenderOf(int extension, string but)
        => _intended.FirstOrDefault(one => one.Value == extension && one.Key != but).Key;

    /// <summary>How many agents the plan is to remove one by one.</summary>
    public int Intended => _intended.Keys.Count(resource => !resource.Contains(LedgerLine.OfRoster));

    /// <summary>The claimer that met another person there and failed.</summary>
    public string? RefusedOf(int extension) => _refused.GetValueOrDefault(extension);

    /// <summary>The person that a removal was to take away and was left.</summary>
    public string? LeftOf(int extension) => _left.GetValueOrDefault(extension);

    // A resource has one extension: what it claimed before is free.
    private void Claim(LedgerLine line)
    {
        if (_claims.TryGetValue(line.Resource, out var before))
        {
            _claimers.Remove(before.Extension);
            line = line with { Held = line.Held ?? before.Held };
        }

        _claims[line.Resource] = line;
        _claimers[line.Extension] = line.Resource;
    }
}
