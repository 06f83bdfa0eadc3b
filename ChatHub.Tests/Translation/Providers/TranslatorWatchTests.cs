using System.Net;
using ChatHub.Domain.Translation;
using ChatHub.Infrastructure.Translation;
using ChatHub.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ChatHub.Tests.Translation.Providers;

/// <summary>A provider that does not work is named at the start and in the health, stops nothing, and is used as soon as it works.</summary>
public sealed class TranslatorWatchTests : IDisposable
{
    private const string Key = "key-that-nobody-may-see";

    private readonly LogRecorder _logs = new();

    [Fact]
    public async Task AProviderThatIsNotThereYetIsNamedAndFoundWithoutARestart()
    {
        await using var libre = await FakeProvider.StartAsync(FakeWires.LibreTranslate, isUp: false);
        await using var server = Start("LibreTranslate", libre.Url);

        await Eventually.TrueAsync(() => Warnings().Count > 0, "it was noticed");
        (await HealthAsync(server)).Should().Be(("degraded", "degraded"));
        ShouldHaveWarnedOnceOf("Translation:Endpoint");

        await libre.StartAgainAsync();
        await Eventually.TrueAsync(async () => await HealthAsync(server) == ("ok", "ok"), "it was found");
        Languages(server).List.Should().Contain(["en", "es", "pt-BR"]);
        _logs.Entries.Should().ContainSingle(entry => entry.Contains("translates again"));
    }

    [Fact]
    public async Task AProviderThatFailsToTranslateIsNotWellBeforeItTranslates()
    {
        await using var libre = await FakeProvider.StartAsync(FakeWires.LibreTranslate);
        await using var server = Start("LibreTranslate", libre.Url);
        await Eventually.TrueAsync(() => Languages(server).List is not null, "it was asked");
        (await HealthAsync(server)).Should().Be(("ok", "ok"));
        libre.Trouble = (context, request) => request.Method == "GET" ? context.Response.WriteAsJsonAsync(FakeWires.LibreTranslate(request)) : Troubles.Status(500)(context, request);

        // As the pipeline does when a translation fails.
        server.Services.GetRequiredService<TranslatorState>().Failed(TranslationFault.Unavailable);
        await Eventually.TrueAsync(() => Warnings().Count > 0, "it was tried");
        (await HealthAsync(server)).Should().Be(("degraded", "degraded"));
        Languages(server).List.Should().Contain("es", "the last list is kept");

        libre.Trouble = null;
        await Eventually.TrueAsync(async () => await HealthAsync(server) == ("ok", "ok"), "it was found well");
    }

    [Theory]
    [InlineData("LibreTranslate")]
    [InlineData("OpenAi")]
    public async Task AKeyThatIsRefusedIsNamedAndNotShown(string provider)
    {
        await using var fake = await FakeProvider.StartAsync(FakeWires.Of(provider));
        // LibreTranslate lists its languages to everyone.
        fake.Trouble = (context, request) => request.Path.EndsWith("/languages", StringComparison.Ordinal)
            ? context.Response.WriteAsJsonAsync(FakeWires.LibreTranslate(request))
            : Troubles.Status(403)(context, request);
        await using var server = Start(provider, fake.Url);

        await Eventually.TrueAsync(() => Warnings().Count > 0, "it was noticed");

        ShouldHaveWarnedOnceOf("Translation:ApiKey");
        (await HealthAsync(server)).Should().Be(("degraded", "degraded"));
        _logs.Entries.Should().NotContain(entry => entry.Contains(Key));
    }

    [Theory]
    [InlineData("[]", "list of languages is empty")]
    [InlineData("""[{ "code": 1 }]""", "not what it documents")]
    public async Task AListThatIsNoneIsNamed(string list, string words)
    {
        await using var libre = await FakeProvider.StartAsync(_ => Results.Text(list, "application/json"));
        await using var server = Start("LibreTranslate", libre.Url);

        await Eventually.TrueAsync(() => Warnings().Count > 0, "it was noticed");

        ShouldHaveWarnedOnceOf("Translation:Endpoint");
        Warnings().Single().Should().Contain(words);
    }

    [Fact]
    public async Task AStartDoesNotWaitForAProviderThatHangs()
    {
        await using var libre = await FakeProvider.StartAsync(FakeWires.LibreTranslate);
        libre.Trouble = Troubles.Hang;

        await using var server = Start("LibreTranslate", libre.Url, timeoutSeconds: 60);

        libre.Requests.Should().ContainSingle("the server listens, and its question hangs still");
        (await HealthAsync(server)).Translation.Should().Be("ok", "nobody knows better yet");
    }

    [Theory]
    [InlineData("None", null)]
    [InlineData("Pseudo", "ok")]
    public async Task WhatIsWithinTheProcessNeedsNoAddress(string provider, string? health)
    {
        await using var server = ChatServer.Start(new() { ["Translation:Provider"] = provider });

        (await HealthAsync(server)).Should().Be(("ok", health));
        Languages(server).List.Should().BeNull();
    }

    public void Dispose() => _logs.Dispose();

    private static TranslationLanguages Languages(ChatServer server) => server.Services.GetRequiredService<TranslationLanguages>();

    private static async Task<(string? Status, string? Translation)> HealthAsync(ChatServer server)
    {
        using var http = server.NewHttp();
        var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var health = await answer.JsonAsync();
        return (health.GetProperty("status").GetString(),
            health.GetProperty("dependencies").TryGetProperty("translation", out var translation) ? translation.GetString() : null);
    }

    private ChatServer Start(string provider, Uri endpoint, int timeoutSeconds = 2) => ChatServer.Start(
        new()
        {
            ["Translation:Provider"] = provider,
            ["Translation:Endpoint"] = endpoint.ToString(),
            ["Translation:ApiKey"] = Key,
            ["Translation:TimeoutSeconds"] = $"{timeoutSeconds}",
        },
        logs: _logs);

    private List<string> Warnings() => _logs.Entries.Where(entry => entry.StartsWith($"Warning {typeof(TranslatorWatch)} ", StringComparison.Ordinal)).ToList();

    private void ShouldHaveWarnedOnceOf(string key) => Warnings().Should().ContainSingle().Which.Should().Contain(key);
}
