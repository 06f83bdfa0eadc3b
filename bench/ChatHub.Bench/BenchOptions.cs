using System.Globalization;

namespace ChatHub.Bench;

/// <summary>The rest of a command line: <c>--rounds 5 --seconds 10 --svg file</c>, and names of what to measure.</summary>
/// <param name="Rounds">Turns of each candidate.</param>
/// <param name="Seconds">Of a turn.</param>
/// <param name="Svg">Where plots are written to; null for nowhere.</param>
/// <param name="Names">What to measure; empty for all.</param>
internal sealed record BenchOptions(int Rounds, int Seconds, string? Svg, IReadOnlyList<string> Names)
{
    public const int DefaultRounds = 3;
    public const int DefaultSeconds = 10;

    public static BenchOptions Parse(IReadOnlyList<string> arguments)
    {
        var (options, names) = (new BenchOptions(DefaultRounds, DefaultSeconds, null, []), new List<string>());
        for (var index = 0; index < arguments.Count; index++)
        {
            options = arguments[index] switch
            {
                "--rounds" => options with { Rounds = Number(++index) },
                "--seconds" => options with { Seconds = Number(++index) },
                "--svg" => options with { Svg = arguments[++index] },
                _ => Name(options, arguments[index]),
            };
        }

        return options with { Names = names };

        int Number(int index) => int.Parse(arguments[index], NumberStyles.None, CultureInfo.InvariantCulture);
        BenchOptions Name(BenchOptions unchanged, string name)
        {
            names.Add(name);
            return unchanged;
        }
    }
}
