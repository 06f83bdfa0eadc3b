using ChatHub.Domain.Translation;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Translation.Providers;

/// <summary>A provider in trouble is left alone, and asked again when it may be better.</summary>
public sealed class CircuitBreakerTests
{
    public static TheoryData<string, string> Troubled => new()
    {
        { "LibreTranslate", "500" },
        { "LibreTranslate", "hangs" },
        { "LibreTranslate", "garbage" },
        { "LibreTranslate", "half a body" },
        { "LibreTranslate", "10 MB" },
        { "LibreTranslate", "stopped" },
        { "OpenAi", "500" },
        { "OpenAi", "garbage" },
        { "Apertium", "500" },
        { "Apertium", "stopped" },
    };

    [Theory]
    [MemberData(nameof(Troubled))]
    public async Task TheBreakerOpensAndClosesAgain(string provider, string trouble)
    {
        await using var fake = await FakeProvider.StartAsync(FakeWires.Of(provider));
        await using var translator = Make(provider, fake);
        await translator.TranslateAsync("en", "es", "Hello");
        await SetAsync(fake, trouble);

        await Eventually.TrueAsync(async () => (await translator.FailsAsync("en", "es", "Hello")).Message.Contains("left alone"), "the breaker was open");
        var sent = fake.Requests.Count;
        (await translator.FailsAsync("en", "es", "Hello")).Fault.Should().Be(TranslationFault.Unavailable);
        fake.Requests.Should().HaveCount(sent, "it is left alone");

        await SetAsync(fake, "nothing");
        translator.Time.Shift(TimeSpan.FromSeconds(6));
        await translator.TranslateAsync("en", "es", "Hello");
        fake.Requests.Count.Should().BeGreaterThan(sent);
    }

    [Fact]
    public async Task WhoAsksForPatienceGetsIt()
    {
        await using var fake = await FakeProvider.StartAsync(FakeWires.LibreTranslate);
        await using var translator = Make("LibreTranslate", fake);
        await translator.TranslateAsync("en", "es", "Hello");
        fake.Trouble = Troubles.Status(429, "30");

        (await translator.FailsAsync("en", "es", "Hello")).Fault.Should().Be(TranslationFault.RateLimited);
        fake.Trouble = null;
        var sent = fake.Requests.Count;
        (await translator.FailsAsync("en", "es", "Hello")).Fault.Should().Be(TranslationFault.RateLimited);
        fake.Requests.Should().HaveCount(sent, "half a minute is not over");

        translator.Time.Shift(TimeSpan.FromSeconds(31));
        await translator.TranslateAsync("en", "es", "Hello");
    }

    [Fact]
    public async Task WhoRefusesIsNotBroken()
    {
        await using var fake = await FakeProvider.StartAsync(FakeWires.LibreTranslate);
        await using var translator = Make("LibreTranslate", fake);
        await translator.TranslateAsync("en", "es", "Hello");
        fake.Trouble = Troubles.Status(400);

        for (var time = 0; time < 20; time++)
            (await translator.FailsAsync("en", "es", "Hello")).Fault.Should().Be(TranslationFault.Rejected);
        fake.Trouble = null;
        await translator.TranslateAsync("en", "es", "Hello");

        fake.Requests.Should().HaveCount(1 + 1 + 20 + 1, "a text that it does not take costs the others nothing, and is not sent again");
    }

    private static async Task SetAsync(FakeProvider fake, string trouble)
    {
        fake.Trouble = trouble switch
        {
            "500" => Troubles.Status(500),
            "hangs" => Troubles.Hang,
            "garbage" => Troubles.Garbage,
            "half a body" => Troubles.HalfABody,
            "10 MB" => Troubles.TenMegabytes,
            _ => null,
        };
        await fake.StopAsync();
        if (trouble != "stopped")
            await fake.StartAgainAsync();
    }

    private static TestTranslator Make(string provider, FakeProvider fake) => TestTranslator.Make(
        new TranslationOptions { Provider = Enum.Parse<TranslationProvider>(provider), Endpoint = fake.Url, TimeoutSeconds = 1 });
}
