namespace ChatHub.Bench.Translating;

/// <summary>A way in which a server translates, or fails to.</summary>
/// <param name="Name">As in the report.</param>
/// <param name="Provider">The value of <c>Translation:Provider</c>.</param>
/// <param name="Translate">What becomes of a text in a language; null where nothing does.</param>
/// <param name="Trouble">What the provider does to every request once the server has seen it well; null where it stays well, or is none.</param>
internal sealed record Setting(string Name, string Provider, Func<string, string, string>? Translate = null, Trouble? Trouble = null)
{
    public static readonly Setting Off = new("off", "None");
    public static readonly Setting Pseudo = new("Pseudo", "Pseudo", (text, language) => $"[{language}] {text}");

    /// <summary>In the order of the report. <see cref="Off"/> stands there twice: what the two differ by is what the measuring itself is off by.</summary>
    public static readonly IReadOnlyList<Setting> All =
    [
        Off,
        new("off, again", "None"),
        Pseudo,
        new("answers", Libre, FakeLibre.Translate),
        Failing("hangs", Troubles.HangAsync),
        Failing("500", Troubles.FailAsync),
        Failing("garbage", Troubles.BabbleAsync),
        Failing("429", Troubles.RefuseAsync),
        Failing("10 MB", Troubles.FloodAsync),
        Failing("half a body", Troubles.BreakOffAsync),
        new("stopped", Libre) { StopsProvider = true },
    ];

    private const string Libre = "LibreTranslate";

    /// <summary>Whether nobody listens where the provider was.</summary>
    public bool StopsProvider { get; init; }

    public bool HasProvider => Provider == Libre;

    /// <summary>Whether the report compares others with it.</summary>
    public static bool IsAlways(Setting setting) => setting == Off || setting == Pseudo;

    private static Setting Failing(string name, Trouble trouble) => new(name, Libre, Trouble: trouble);
}
