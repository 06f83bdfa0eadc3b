using ChatHub.Domain.Translation;
using ChatHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatHub.Tests.Translation;

/// <summary>What somebody began to work on and could not finish is taken up by somebody else.</summary>
public sealed class ClaimedTranslationTests
{
    [Fact]
    public async Task AnErrorOverOneMessageHoldsUpNoneForEver()
    {
        var translator = new TrippingTranslator();
        await using var server = ChatServer.Start(new() { ["Translation:Provider"] = "Pseudo" }, services => services.Replace(ServiceDescriptor.Singleton<ITranslator>(translator)));
        var (writer, reader) = (await server.NewUserAsync(language: "en"), await server.NewUserAsync(language: "es"));
        var room = await writer.NewRoomAsync();
        await using var writing = await server.ConnectAsync(writer);
        for (var number = 0; number < 5; number++)
            await writing.SendAsync(room, $"text {number}");

        // It is asked for its name for each message that is taken on.
        translator.TripsAt(2);
        await reader.Http.GetJsonAsync($"/rooms/{room}/messages");

        await Eventually.TrueAsync(
            async () => (await reader.Http.GetJsonAsync($"/rooms/{room}/messages")).GetProperty("items").EnumerateArray()
                .All(message => message.GetProperty("translation").GetProperty("state").GetString() == "ready"),
            "all were translated");
        translator.HasTripped.Should().BeTrue();
    }

    /// <summary>Fails once where nobody expects it.</summary>
    private sealed class TrippingTranslator : ITranslator
    {
        private int _left;

        public string Name => Interlocked.Decrement(ref _left) == 0 ? throw new InvalidOperationException("It tripped.") : "Tripping";

        public bool HasTripped => Volatile.Read(ref _left) <= 0;

        public bool IsEnabled => true;

        public bool IsLocal => true;

        public bool CanDetect => false;

        public void TripsAt(int call) => Volatile.Write(ref _left, call);

        public Task<IReadOnlyList<TranslatedText>> TranslateAsync(TranslationBatch batch, CancellationToken cancel)
            => Task.FromResult<IReadOnlyList<TranslatedText>>(batch.Texts.Select(text => new TranslatedText(text)).ToList());

        public Task<IReadOnlyList<string>?> ListLanguagesAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>?>(null);
    }
}
