using ChatHub.Domain.Translation;
using ChatHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ChatHub.Tests.Translation;

/// <summary>A translator that throws, or never answers, costs nothing but its translations.</summary>
public sealed class FailingTranslatorTests
{
    public static TheoryData<string> Faults => ["throws", "hangs and heeds its token", "hangs and does not", "blocks its thread", "answers nothing"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task MessagesGoThroughAndTheTranslationIsReportedAsFailed(string fault)
    {
        using var released = new CancellationTokenSource();
        await using var server = ChatServer.Start(
            new() { ["Translation:Provider"] = "Pseudo", ["Translation:TimeoutSeconds"] = "1" },
            services => services.AddSingleton<ITranslator>(new BadTranslator(fault, released.Token)));
        await using var sender = await server.ConnectAsync(await server.NewUserAsync(language: "en"));
        await using var reader = await server.ConnectAsync(await server.NewUserAsync(language: "es"));
        await sender.JoinAsync("general");
        await reader.JoinAsync("general");

        var receipts = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => sender.SendAsync("general", $"hello {number}")));
        await reader.SeesSeqAsync(receipts.Max(receipt => receipt.GetProperty("id").GetInt64()));

        await Eventually.TrueAsync(() => States(reader).Count() == receipts.Length, "every translation was given up");
        States(reader).Should().OnlyContain(state => state == "failed");
        await released.CancelAsync();
    }

    private static IEnumerable<string?> States(HubClient reader)
        => reader.CallsOf("Translations").SelectMany(batch => batch.GetProperty("items").EnumerateArray()).Select(item => item.GetProperty("state").GetString());

    private sealed class BadTranslator(string fault, CancellationToken released) : ITranslator
    {
        public string Name => "Bad";

        public bool IsEnabled => true;

        public bool IsLocal => true;

        public bool CanDetect => false;

        public async Task<IReadOnlyList<TranslatedText>> TranslateAsync(TranslationBatch batch, CancellationToken cancel)
        {
            switch (fault)
            {
                case "throws":
                    throw new InvalidOperationException("The provider is broken.");
                case "hangs and heeds its token":
                    await Task.Delay(Timeout.Infinite, cancel);
                    break;
                case "hangs and does not":
                    await Task.Delay(Timeout.Infinite, released);
                    break;
                case "blocks its thread":
                    released.WaitHandle.WaitOne();
                    break;
            }

            return [];
        }

        public Task<IReadOnlyList<string>?> ListLanguagesAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>?>(null);
    }
}
