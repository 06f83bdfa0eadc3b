using System.Globalization;

namespace ChatHub.Bench;

/// <summary>A figure over all rounds.</summary>
internal sealed record Spread(double Median, double Least, double Most)
{
    public static Spread Of<T>(IEnumerable<T> rounds, Func<T, double> figure)
    {
        var sorted = rounds.Select(figure).Order().ToList();
        return new Spread((sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2, sorted[0], sorted[^1]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Median,7:F0} ({Least,6:F0} to {Most,6:F0})");

    /// <summary>The median, with the least and the most.</summary>
    public string ToString(string format)
    {
        return $"{Text(Median)} ({Text(Least)} to {Text(Most)})";

        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
    }
}
