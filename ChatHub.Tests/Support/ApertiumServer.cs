using System.Net;
using System.Net.Sockets;

namespace ChatHub.Tests.Support;

/// <summary>A real Apertium, with the pairs that the machine has, for as long as the test runs. It has no way to listen on loopback only.</summary>
public sealed class ApertiumServer : IAsyncDisposable
{
    /// <summary>Where Debian puts the pairs of languages.</summary>
    private const string Modes = "/usr/share/apertium/modes";

    private readonly ScriptProcess _process;

    private ApertiumServer(ScriptProcess process, Uri url)
    {
        _process = process;
        Url = url;
    }

    public Uri Url { get; }

    /// <summary>What the machine lacks for it; null when all is there.</summary>
    public static string? WhyMissing() => Programs.WhyMissing("apertium-apy") ?? new[] { "eng-spa", "spa-eng", "es-pt", "pt-es", "es-pt_BR", "fr-es", "es-fr" }
        .Select(pair => Path.Combine(Modes, pair + ".mode")).Where(file => !File.Exists(file)).Select(file => $"Needs {file}.").FirstOrDefault();

    public static async Task<ApertiumServer> StartAsync()
    {
        var port = FreePort();
        var environment = new Dictionary<string, string> { ["LC_ALL"] = "C.UTF-8" };
        // One process, and two at most for each pair.
        var process = ScriptProcess.Start(Path.GetTempPath(), environment, ["apertium-apy", "-p", $"{port}", "-n", "1", "-i", "2", Modes]);
        var server = new ApertiumServer(process, new Uri($"http://127.0.0.1:{port}"));
        try
        {
            using var http = new HttpClient { BaseAddress = server.Url };
            await Eventually.TrueAsync(() => AnswersAsync(http), "Apertium answered");
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it, and the programs that it started.</summary>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            return (await http.GetAsync(new Uri("/listPairs", UriKind.Relative))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>A test with the real Apertium; where it is missing the test shows as skipped.</summary>
public sealed class ApertiumFactAttribute : FactAttribute
{
    public ApertiumFactAttribute() => Skip = ApertiumServer.WhyMissing();
}
