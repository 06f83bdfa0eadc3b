using ChatHub.Domain.Translation;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Translation.Providers;

/// <summary>Whatever a provider does, the caller is told what it was, and neither the caller nor any log is told what was said or with which key.</summary>
public sealed class ProviderFaultTests
{
    private const string Said = "quetzal-in-a-text";
    private const string Key = "key-that-nobody-may-see";
    private const string Password = "word-before-the-at-sign";

    private static readonly Dictionary<string, (Trouble Trouble, TranslationFault Fault)> Cases = new()
    {
        ["hangs"] = (Troubles.Hang, TranslationFault.Timeout),
        ["hangs in the body"] = (Troubles.HangInTheBody, TranslationFault.Timeout),
        ["hangs up"] = (Troubles.HangUp, TranslationFault.Unavailable),
        ["500"] = (Troubles.Status(500), TranslationFault.Unavailable),
        ["503 and when to come again"] = (Troubles.Status(503, "1"), TranslationFault.Unavailable),
        ["429"] = (Troubles.Status(429), TranslationFault.RateLimited),
        ["429 and soon"] = (Troubles.Status(429, "1"), TranslationFault.RateLimited),
        ["429 and much later"] = (Troubles.Status(429, "3600"), TranslationFault.RateLimited),
        ["400"] = (Troubles.Status(400), TranslationFault.Rejected),
        ["401"] = (Troubles.Status(401), TranslationFault.Rejected),
        ["403"] = (Troubles.Status(403), TranslationFault.Rejected),
        ["404"] = (Troubles.Status(404), TranslationFault.BadAnswer),
        ["garbage"] = (Troubles.Garbage, TranslationFault.BadAnswer),
        ["nothing at all"] = (Troubles.NothingAtAll, TranslationFault.BadAnswer),
        ["other JSON"] = (Troubles.OtherJson, TranslationFault.BadAnswer),
        ["10 MB"] = (Troubles.TenMegabytes, TranslationFault.BadAnswer),
        ["half a body"] = (Troubles.HalfABody, TranslationFault.BadAnswer),
    };

    public static TheoryData<string, string> ProvidersAndCases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var provider in new[] { "LibreTranslate", "Apertium", "OpenAi" })
            {
                foreach (var name in Cases.Keys)
                    data.Add(provider, name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(ProvidersAndCases))]
    public async Task AFaultHasItsNameAndQuotesNothing(string provider, string name)
    {
        var (trouble, fault) = Cases[name];
        await using var fake = await FakeProvider.StartAsync(FakeWires.Of(provider));
        var timeout = fault == TranslationFault.Timeout ? 1 : 10;
        await using var translator = Make(provider, fake, timeout);
        await translator.Translator.ListLanguagesAsync(CancellationToken.None);
        fake.Trouble = trouble;

        var failure = await translator.FailsAsync("en", "es", Said);

        failure.Fault.Should().Be(fault);
        fake.Requests.Should().Contain(request => request.Body.Contains(Said));
        ShouldBeSilent(translator, failure);

        await using var listing = Make(provider, fake, timeout);
        var atListing = (await FluentActions.Awaiting(() => listing.Translator.ListLanguagesAsync(CancellationToken.None)).Should().ThrowAsync<TranslatorException>()).Which;

        atListing.Fault.Should().Be(fault);
        ShouldBeSilent(listing, atListing);
    }

    [Theory]
    [InlineData("LibreTranslate")]
    [InlineData("Apertium")]
    [InlineData("OpenAi")]
    public async Task AProviderThatIsNotThereIsUnavailable(string provider)
    {
        await using var fake = await FakeProvider.StartAsync(FakeWires.Of(provider), isUp: false);
        await using var translator = Make(provider, fake);

        var failure = await translator.FailsAsync("en", "es", Said);

        failure.Fault.Should().Be(TranslationFault.Unavailable);
        ShouldBeSilent(translator, failure);
    }

    [Theory]
    [InlineData("LibreTranslate")]
    [InlineData("Apertium")]
    [InlineData("OpenAi")]
    public async Task ARedirectionIsNotFollowed(string provider)
    {
        await using var elsewhere = await FakeProvider.StartAsync(FakeWires.Of(provider));
        await using var fake = await FakeProvider.StartAsync(FakeWires.Of(provider));
        await using var translator = Make(provider, fake);
        fake.Trouble = Troubles.Redirect(elsewhere.Url);

        (await translator.FailsAsync("en", "es", Said)).Fault.Should().Be(TranslationFault.BadAnswer);

        elsewhere.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("LibreTranslate")]
    [InlineData("Apertium")]
    [InlineData("OpenAi")]
    public async Task AQuickFailureIsTriedAgain(string provider)
    {
        await using var fake = await FakeProvider.StartAsync(FakeWires.Of(provider));
        await using var translator = Make(provider, fake, timeoutSeconds: 60);
        await translator.Translator.ListLanguagesAsync(CancellationToken.None);
        fake.Trouble = (context, request) =>
        {
            fake.Trouble = null;
            return Troubles.Status(500)(context, request);
        };

        (await translator.TranslateAsync("en", "es", Said)).Single().Text.Should().Contain(Said.ToUpperInvariant());

        fake.Requests.Where(request => request.Body.Contains(Said)).Should().HaveCount(2).And.OnlyContain(request => request.Body == fake.Requests.Last().Body);
    }

    [Fact]
    public async Task ACallerThatDoesNotWaitIsNoFaultOfTheProvider()
    {
        await using var fake = await FakeProvider.StartAsync(FakeWires.LibreTranslate);
        await using var translator = Make("LibreTranslate", fake, timeoutSeconds: 60);
        fake.Trouble = Troubles.Hang;
        using var patience = new CancellationTokenSource();

        var call = translator.Translator.ListLanguagesAsync(patience.Token);
        await Eventually.TrueAsync(() => !fake.Requests.IsEmpty, "it was asked");
        await patience.CancelAsync();

        await FluentActions.Awaiting(() => call).Should().ThrowAsync<OperationCanceledException>();
    }

    private static TestTranslator Make(string provider, FakeProvider fake, int timeoutSeconds = 10) => TestTranslator.Make(new TranslationOptions
    {
        Provider = Enum.Parse<TranslationProvider>(provider),
        Endpoint = new Uri($"http://user:{Password}@{fake.Url.Authority}"),
        ApiKey = Key,
        TimeoutSeconds = timeoutSeconds,
    });

    private static void ShouldBeSilent(TestTranslator translator, params TranslatorException[] failures)
    {
        foreach (var words in failures.Select(failure => failure.ToString()).Concat(translator.Logs.Entries))
            words.Should().NotContainAny(Said, Said.ToUpperInvariant(), Key, Password);
    }
}
