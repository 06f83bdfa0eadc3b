using System.Net.Http.Json;
using System.Text.Json;
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
        await Eventually.TrueAsync(() => Items(reading).Count == 1, "the first revision was translated");

        await writing.InvokeAsync("EditMessage", new { room, id, text = "two" });

        await Eventually.TrueAsync(() => Items(reading).Count == 2, "both revisions were translated");
        Items(reading).Select(item => (item.GetProperty("tseq").GetInt64(), item.GetProperty("revision").GetInt32(), item.GetProperty("text").GetString()))
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
        var next = (await writing.SendAsync(room, "next")).GetProperty("id").GetInt64();
        translator.Release();

        await Eventually.TrueAsync(() => Items(reading).Any(item => item.GetProperty("id").GetInt64() == next), "the next one came");
        await Eventually.TrueAsync(() => !translator.IsBusy, "all answers came");
        await writing.SendAsync(room, "last");
        await Eventually.TrueAsync(() => Items(reading).Any(item => item.GetProperty("text").GetString() == "last"), "the last one came");
        Items(reading).Select(item => (item.GetProperty("id").GetInt64() == id, item.GetProperty("revision").GetInt32(), item.GetProperty("text").GetString()))
            .Should().NotContain(item => item.Item3 == "old").And.HaveCount(change == "EditMessage" ? 3 : 2);
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

    private static List<JsonElement> Items(HubClient client) => client.CallsOf("Translations").SelectMany(call => call.GetProperty("items").EnumerateArray()).ToList();

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
        private int _open;

        public string Name => "Held";

        public bool IsEnabled => true;

        public bool IsLocal => true;

        public bool CanDetect => false;

        public bool IsBusy => Volatile.Read(ref _open) > 0;

        public void Release() => _released.SetResult();

        public async Task<IReadOnlyList<TranslatedText>> TranslateAsync(TranslationBatch batch, CancellationToken cancel)
        {
            Interlocked.Increment(ref _open);
            await _released.Task.WaitAsync(cancel);
            Interlocked.Decrement(ref _open);
            return batch.Texts.Select(text => new TranslatedText(text)).ToList();
        }

        public Task<IReadOnlyList<string>?> ListLanguagesAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>?>(null);
    }
}
