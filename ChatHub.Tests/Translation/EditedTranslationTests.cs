using System.Net.Http.Json;
using ChatHub.Domain.Translation;
using ChatHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatHub.Tests.Translation;

/// <summary>What becomes of translations when their message changes, and where nothing is to be translated.</summary>
public sealed class EditedTranslationTests
{
    [Fact]
    public async Task AnEditIsTranslatedAnewUnderItsRevision()
    {
        await using var server = ChatServer.Start(new() { ["Translation:Provider"] = "Pseudo" });
        var (room, writing, reading) = await FollowAsync(server);
        var id = (await writing.SendAsync(room, "one")).GetProperty("id").GetInt64();

        await writing.InvokeAsync("EditMessage", new { room, id, text = "two" });

        await Eventually.TrueAsync(() => reading.CallsOf("Translations").Count == 2, "both revisions were translated");
        reading.CallsOf("Translations").Select(call => call.GetProperty("items")[0])
            .Select(item => (item.GetProperty("tseq").GetInt64(), item.GetProperty("revision").GetInt32(), item.GetProperty("text").GetString()))
            .Should().Equal((1, 1, "[es] one"), (2, 2, "[es] two"));
    }

    [Theory]
    [InlineData("EditMessage")]
    [InlineData("DeleteMessage")]
    public async Task ALateTranslationOfWhatIsGoneIsNotShown(string change)
    {
        var translator = new HeldTranslator();
        await using var server = ChatServer.Start(
            new() { ["Translation:Provider"] = "Pseudo", ["Translation:TimeoutSeconds"] = "60" },
            services => services.Replace(ServiceDescriptor.Singleton<ITranslator>(translator)));
        var (room, writing, reading) = await FollowAsync(server);
        var id = (await writing.SendAsync(room, "old")).GetProperty("id").GetInt64();

        await writing.InvokeAsync(change, new { room, id, text = "new" });
        translator.Release();

        await Eventually.TrueAsync(() => reading.CallsOf("Translations").Any(call => call.GetProperty("items")[0].GetProperty("revision").GetInt32() == 1), "the first came back");
        var late = reading.CallsOf("Translations").Select(call => call.GetProperty("items")[0]).Single(item => item.GetProperty("revision").GetInt32() == 1);
        late.GetProperty("state").GetString().Should().Be("superseded");
        late.TryGetProperty("text", out _).Should().BeFalse();
    }

    [Fact]
    public async Task WhereTranslationIsOffNothingIsTranslatedUntilItIsOnAgain()
    {
        await using var server = ChatServer.Start(new() { ["Translation:Provider"] = "Pseudo" });
        var (ana, luis) = (await server.NewUserAsync(language: "en"), await server.NewUserAsync(language: "es"));
        var room = (await ana.Http.PostAsJsonAsync("/rooms/direct", new { username = luis.Username }).JsonAsync()).GetProperty("room").GetString()!;
        await using var writing = await server.ConnectAsync(ana);
        await using var reading = await server.ConnectAsync(luis);
        await reading.JoinAsync(room);
        await writing.SendAsync(room, "one");
        await luis.Http.PatchAsJsonAsync($"/rooms/{room}", new { translation = "any" });
        await writing.SendAsync(room, "two");

        await Eventually.TrueAsync(() => reading.CallsOf("Translations").Count > 0, "a translation came");

        reading.CallsOf("Translations").Select(call => call.GetProperty("items")[0].GetProperty("text").GetString()).Should().Equal("[es] two");
    }

    private static async Task<(string Room, HubClient Writing, HubClient Reading)> FollowAsync(ChatServer server)
    {
        var (writer, reader) = (await server.NewUserAsync(language: "en"), await server.NewUserAsync(language: "es"));
        var room = await writer.NewRoomAsync();
        var (writing, reading) = (await server.ConnectAsync(writer), await server.ConnectAsync(reader));
        await reading.JoinAsync(room);
        return (room, writing, reading);
    }

    /// <summary>Answers nothing until it is let go.</summary>
    private sealed class HeldTranslator : ITranslator
    {
        private readonly TaskCompletionSource _released = new();

        public string Name => "Held";

        public bool IsEnabled => true;

        public bool IsLocal => true;

        public bool CanDetect => false;

        public void Release() => _released.SetResult();

        public async Task<IReadOnlyList<TranslatedText>> TranslateAsync(TranslationBatch batch, CancellationToken cancel)
        {
            await _released.Task.WaitAsync(cancel);
            return batch.Texts.Select(text => new TranslatedText(text)).ToList();
        }

        public Task<IReadOnlyList<string>?> ListLanguagesAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>?>(null);
    }
}
