using System.Globalization;
using System.Text;

namespace ChatHub.Bench.Growth;

/// <summary>Draws curves below each other, x on a logarithmic scale and y from 0, each median with its spread.</summary>
internal static class SvgFile
{
    private const int Width = 480;
    private const int Height = 200;
    private const int Left = 70;
    private const int Top = 30;
    private const int Right = 20;
    private const int Bottom = 40;

    public static void Write(string path, IReadOnlyList<Curve> curves)
    {
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height * curves.Count}" font-family="sans-serif" font-size="11">""");
        svg.AppendLine("""<rect width="100%" height="100%" fill="white"/>""");
        foreach (var (curve, index) in curves.Select((curve, index) => (curve, index)))
            Draw(svg, curve, index * Height);
        svg.AppendLine("</svg>");
        File.WriteAllText(path, svg.ToString());
    }

    private static void Draw(StringBuilder svg, Curve curve, int offset)
    {
        var (first, last, most) = (Math.Log(Math.Max(1, curve.Points[0].X)), Math.Log(curve.Points[^1].X), curve.Points.Max(point => point.Y.Most));
        var bottom = offset + Height - Bottom;
        Text(svg, Left, offset + 16, "start", $"{curve.Title}, {curve.Unit}");
        svg.AppendLine(Line($"""<path d="M{Left} {offset + Top}V{bottom}H{Width - Right}" fill="none" stroke="gray"/>"""));
        Text(svg, Left - 6, offset + Top + 4, "end", most.ToString(curve.Format, CultureInfo.InvariantCulture));
        Text(svg, Left - 6, bottom + 4, "end", "0");
        Text(svg, Width - Right, bottom + 32, "end", curve.Of);
        var medians = string.Join(' ', curve.Points.Select(point => Line($"{X(point.X):F1},{Y(point.Y.Median):F1}")));
        svg.AppendLine(Line($"""<polyline points="{medians}" fill="none" stroke="steelblue"/>"""));
        foreach (var (x, y) in curve.Points)
        {
            svg.AppendLine(Line($"""<path d="M{X(x):F1} {Y(y.Least):F1}V{Y(y.Most):F1}" stroke="steelblue"/><circle cx="{X(x):F1}" cy="{Y(y.Median):F1}" r="3" fill="steelblue"/>"""));
            Text(svg, X(x), bottom + 16, "middle", x.ToString("N0", CultureInfo.InvariantCulture));
        }

        double X(double x) => Left + 20 + ((Math.Log(Math.Max(1, x)) - first) / (last - first) * (Width - Right - Left - 40));
        double Y(double y) => bottom - (y / most * (Height - Bottom - Top));
    }

    private static void Text(StringBuilder svg, double x, double y, string anchor, string text)
        => svg.AppendLine(Line($"""<text x="{x:F1}" y="{y:F1}" text-anchor="{anchor}">{text}</text>"""));

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
