using System.Globalization;

namespace ChatHub.Bench;

/// <summary>What a figure, or a ratio of two, should be.</summary>
/// <param name="Bound">The least, or the most, that it may be.</param>
/// <param name="IsLeast">Which of them.</param>
/// <param name="Stretch">What would be better still; null for nothing.</param>
internal sealed record Goal(double Bound, bool IsLeast, double? Stretch = null)
{
    public static Goal AtLeast(double bound, double? stretch = null) => new(bound, IsLeast: true, stretch);

    public static Goal AtMost(double bound, double? stretch = null) => new(bound, IsLeast: false, stretch);

    public string Judge(double value) => !Holds(value, Bound) ? "MISSED" : Stretch is { } stretch && Holds(value, stretch) ? "met, with the stretch" : "met";

    public override string ToString()
    {
        var stretch = Stretch is { } more ? string.Create(CultureInfo.InvariantCulture, $" (stretch {more})") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{(IsLeast ? "≥" : "≤")} {Bound}{stretch}");
    }

    private bool Holds(double value, double bound) => IsLeast ? value >= bound : value <= bound;
}
