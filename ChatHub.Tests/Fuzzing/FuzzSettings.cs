using System.Globalization;

namespace ChatHub.Tests.Fuzzing;

/// <summary>Which attacks are made: the same in every run, so that a change that breaks something is told from a draw that found something, unless the environment asks for others.</summary>
internal static class FuzzSettings
{
    private const int UsualCount = 5000;

    /// <summary><c>CHATHUB_FUZZ_SEED</c>.</summary>
    public static int Seed { get; } = Read("CHATHUB_FUZZ_SEED") ?? 2;

    /// <summary>From the attack <c>CHATHUB_FUZZ_FIRST</c> on, as many as <c>CHATHUB_FUZZ_COUNT</c> says.</summary>
    public static int First { get; } = Read("CHATHUB_FUZZ_FIRST") ?? 0;

    public static int Count { get; } = Read("CHATHUB_FUZZ_COUNT") ?? UsualCount;

    /// <summary>How to make the same attacks again.</summary>
    public static string Replay => string.Create(
        CultureInfo.InvariantCulture,
        $"CHATHUB_FUZZ_SEED={Seed} dotnet test --filter FullyQualifiedName~Fuzzing makes the same attacks again; with CHATHUB_FUZZ_FIRST=<the attack> CHATHUB_FUZZ_COUNT=1 that one alone");

    private static int? Read(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
