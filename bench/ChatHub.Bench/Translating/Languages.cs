namespace ChatHub.Bench.Translating;

/// <summary>In which the readers read, in turn, and the senders write.</summary>
internal static class Languages
{
    public static readonly IReadOnlyList<string> All = ["de", "en", "es", "fr", "it", "ja", "nl", "pt"];

    public static string Of(int person) => All[person % All.Count];
}
