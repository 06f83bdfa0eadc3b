using ChatHub.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace ChatHub.Tests.Translation;

/// <summary>What translation costs grows with the languages that are read, not with the readers, and the same text is paid for once.</summary>
public sealed class TranslationFanOutTests : IAsyncLifetime
{
    private const int Readers = 200;

    private static readonly string[] Languages = ["en", "es", "nb", "pt", "pt-BR"];

    private readonly List<HubClient> _readers = [];
    private FakeProvider _provider = null!;
    private ChatServer _server = null!;
    private TestUser _writer = null!;
    private HubClient _writing = null!;

    public async Task InitializeAsync()
    {
        _provider = await FakeProvider.StartAsync(FakeWires.LibreTranslate);
        _server = ChatServer.Start(new() { ["Translation:Provider"] = "LibreTranslate", ["Translation:Endpoint"] = _provider.Url.ToString(), ["Translation:TimeoutSeconds"] = "60" });
        _writer = await _server.NewUserAsync(language: "en");
        _writing = await _server.ConnectAsync(_writer);
        await _writing.JoinAsync("general");
    }

    public async Task DisposeAsync()
    {
        await Task.WhenAll(_readers.Append(_writing).Select(client => client.DisposeAsync().AsTask()));
        await _server.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task TwoHundredReadersInFiveLanguagesCostFourTranslationsOfEachText()
    {
        await ConnectAsync(Readers);
        const string first = "The house is big.";
        const string second = "The house is red.";

        var ids = new[] { await _writing.SaysAsync("general", first), await _writing.SaysAsync("general", second) };

        await EveryoneSeesAsync(ids);
        Sent(first).Should().BeEquivalentTo("es", "nb", "pb", "pt");
        Sent(second).Should().BeEquivalentTo("es", "nb", "pb", "pt");

        var again = await _writing.SaysAsync("general", first);
        await EveryoneSeesAsync([.. ids, again]);
        Sent(first).Should().HaveCount(4, "it was paid for before");
        _readers.Should().AllSatisfy(reader => reader.PatchesOf(again).Select(patch => patch.Text).Should().Equal(reader.PatchesOf(ids[0]).Select(patch => patch.Text)));
    }

    [Fact]
    public async Task WhenTwoSayTheSameAtOnceOneCallServesBoth()
    {
        await ConnectAsync(Languages.Length);
        await using var other = await _server.ConnectAsync(await _server.NewUserAsync(language: "en"));
        await other.JoinAsync("general");
        var isOpen = new TaskCompletionSource();
        _provider.Trouble = async (context, request) =>
        {
            await isOpen.Task;
            await context.Response.WriteAsJsonAsync(FakeWires.LibreTranslate(request), context.RequestAborted);
        };
        const string text = "Good morning!";

        var first = await _writing.SaysAsync("general", text);
        await Eventually.TrueAsync(() => Sent(text).Count == 1, "the first was on its way");
        var second = await other.SaysAsync("general", text);
        // What comes behind both is not held up by them, and shows that the second was looked at.
        var third = await other.SaysAsync("general", "Something else.");
        await Eventually.TrueAsync(() => Sent("Something else.").Count == 1, "what was said later was on its way");
        isOpen.SetResult();

        await EveryoneSeesAsync([first, second, third]);
        Sent(text).Should().BeEquivalentTo("es", "nb", "pb", "pt");
    }

    /// <summary>One user with many devices: it is connections that read.</summary>
    private async Task ConnectAsync(int readers)
    {
        var user = await _server.NewUserAsync();
        for (var number = 0; number < readers; number++)
        {
            var client = await HubClient.ConnectAsync(_server.Url, user.Token, language: Languages[number % Languages.Length]);
            await client.JoinAsync("general", backlog: 0);
            _readers.Add(client);
        }
    }

    /// <summary>Everyone has one patch of each message, in their language only, without a hole.</summary>
    private async Task EveryoneSeesAsync(long[] ids)
    {
        for (var number = 0; number < _readers.Count; number++)
        {
            var (reader, language) = (_readers[number], Languages[number % Languages.Length]);
            await Eventually.TrueAsync(() => reader.Translations().Count >= ids.Length, $"reader {number} had {ids.Length} patches");
            var patches = reader.Translations();
            patches.Select(patch => patch.Tseq).Should().Equal(Enumerable.Range(1, ids.Length).Select(tseq => (long)tseq));
            patches.Select(patch => patch.Id).Should().BeEquivalentTo(ids);
            patches.Should().OnlyContain(patch => patch.Language == language && patch.State == (language == "en" ? "same_language" : "ready"));
        }
    }

    /// <summary>Into which languages a text was sent.</summary>
    private List<string> Sent(string text) => _provider.Requests.Where(request => request.Path.EndsWith("/translate", StringComparison.Ordinal)).Select(request => request.Json)
        .SelectMany(json => json.GetProperty("q").EnumerateArray().Where(q => q.GetString() == text).Select(_ => json.GetProperty("target").GetString()!)).ToList();
}
