using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Bench.Servers;

namespace ChatHub.Bench.Translating;

/// <summary>
/// Those who read and write, the same in every setting: they sign up once, and each server starts with a copy of that data directory, and so with the keys by which
/// their tokens hold.
/// </summary>
internal sealed class People : IDisposable
{
    public const string Room = "general";

    private const int SenderCount = 4;
    private const int ReaderCount = 100;
    private const string Password = "correct horse battery";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("chathub-bench-");

    private People()
    {
    }

    public IReadOnlyList<Person> Senders { get; private set; } = [];

    public IReadOnlyList<Person> Readers { get; private set; } = [];

    public static async Task<People> SignUpAsync()
    {
        var people = new People();
        await using var server = await ServerProcess.StartAsync(people.PathOf("people"));
        using var http = new HttpClient { BaseAddress = server.Url };
        people.Senders = await SignUpAsync(http, "sender", SenderCount);
        people.Readers = await SignUpAsync(http, "reader", ReaderCount);
        // Who joins becomes a member, once for all settings.
        await using var crowd = await Crowd.ConnectAsync(server.Url, people);
        return people;
    }

    /// <summary>Where a server may start with them.</summary>
    public string MakeDataDirectory(int number)
    {
        var (from, to) = (PathOf("people"), PathOf($"setting-{number}"));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return to;
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private string PathOf(string name) => Path.Combine(_directory.FullName, name);

    private static async Task<IReadOnlyList<Person>> SignUpAsync(HttpClient http, string name, int count)
    {
        var people = new List<Person>();
        for (var number = 0; number < count; number++)
        {
            var username = $"{name}{number}";
            (await http.PostAsJsonAsync("/signup", new { username, password = Password })).EnsureSuccessStatusCode();
            var login = await http.PostAsJsonAsync("/login", new { username, password = Password });
            var token = (await login.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
            people.Add(new Person(token, Languages.Of(number)));
        }

        return people;
    }
}

/// <summary>Someone who can connect.</summary>
internal sealed record Person(string Token, string Language);
