using System.Globalization;

namespace ChatHub.Bench.Growth;

/// <summary>How a figure grows with something.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="Of">What it grows with.</param>
/// <param name="Unit">Of the figure.</param>
/// <param name="Format">Of the figure.</param>
internal sealed record Curve(string Title, string Of, string Unit, string Format)
{
    private const int BarWidth = 40;

    private readonly List<(double X, Spread Y)> _points = [];

    public IReadOnlyList<(double X, Spread Y)> Points => _points;

    public void Add(double x, Spread y) => _points.Add((x, y));

    /// <summary>As a table, and as bars.</summary>
    public void Print()
    {
        var (table, most) = (new MarkdownTable(Of, Unit, ""), _points.Max(point => point.Y.Median));
        foreach (var (x, y) in _points)
            table.Add(x.ToString("N0", CultureInfo.InvariantCulture), y.ToString(Format), new string('█', (int)Math.Round(BarWidth * y.Median / most)));
        table.Print($"{Title}: medians (least to most)");
    }
}
