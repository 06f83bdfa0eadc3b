using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using ChatHub.Bench.Servers;

namespace ChatHub.Bench.Fanout;

/// <summary>ChatHub with an account for each connection, on a durable log of its own.</summary>
internal sealed class ChatHubContender : Contender
{
    private static readonly TimeSpan UnderLoad = TimeSpan.FromSeconds(1);

    private readonly List<Receipt> _receipts = [];
    private readonly DirectoryInfo _directory;
    private readonly HttpClient _http;
    private readonly bool _isTranslating;

    private ChatHubContender(string name, ServerProcess server, DirectoryInfo directory, ChatHubWire wire, HttpClient http, bool isTranslating)
        : base(name, server, wire)
        => (_directory, _http, _isTranslating) = (directory, http, isTranslating);

    public override bool HasReceipts => true;

    public override bool IsTranslating => _isTranslating;

    /// <param name="name">As in the report.</param>
    /// <param name="people">How many connections there will be at most.</param>
    /// <param name="processors">Where it runs.</param>
    /// <param name="languages">In which people read and write; none for no translation.</param>
    public static async Task<ChatHubContender> StartAsync(string name, int people, string processors, params IReadOnlyList<string> languages)
    {
        var directory = Directory.CreateTempSubdirectory("chathub-bench-");
        string[] translation = languages.Count > 0 ? ["--Translation:Provider", "Pseudo"] : [];
        var server = await ServerProcess.StartAsync(ServerProgram.UnlimitedChatHub(directory.FullName, [.. AppPeople.Settings, .. translation]), processors);
        var tokens = await AppPeople.SignInAsync(server.Url, people);
        var http = new HttpClient { BaseAddress = server.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens[0]);
        await server.PauseAsync();
        return new ChatHubContender(name, server, directory, new ChatHubWire(tokens, languages), http, languages.Count > 0);
    }

    public override async Task MakeRoomAsync(string room)
    {
        using var answer = await _http.PostAsJsonAsync("/rooms", new { room });
        if (answer.StatusCode != HttpStatusCode.Conflict)
            answer.EnsureSuccessStatusCode();
    }

    /// <summary>Kills the server under a load, and looks for all that it has ever acknowledged in what it left behind.</summary>
    /// <returns>How many messages that was.</returns>
    public async Task<int> KillAndVerifyAsync(FanoutLoad load)
    {
        await Server.ResumeAsync();
        await using (var room = await FanoutRoom.OpenAsync(this, load))
        {
            await room.StartAsync();
            await Task.Delay(UnderLoad);
            await room.KillServerAsync();
            Note(room.Receipts);
        }

        return DurabilityCheck.Verify(Path.Combine(_directory.FullName, "chathub.db"), _receipts);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _http.Dispose();
        _directory.Delete(recursive: true);
    }

    protected override void Note(IEnumerable<Receipt> receipts) => _receipts.AddRange(receipts);
}
