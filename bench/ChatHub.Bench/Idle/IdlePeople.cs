using System.Net.Http.Headers;
using System.Net.Http.Json;
using ChatHub.Bench.Servers;

namespace ChatHub.Bench.Idle;

/// <summary>Those who will connect, and the rooms that they are members of already: a data directory to start ChatHub on.</summary>
internal sealed class IdlePeople : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("chathub-bench-");

    private IdlePeople()
    {
    }

    public IReadOnlyList<string> Tokens { get; private set; } = [];

    public ServerProgram Program => ServerProgram.UnlimitedChatHub(_directory.FullName, AppPeople.Settings);

    public static async Task<IdlePeople> MakeAsync(int count)
    {
        var people = new IdlePeople();
        await using var server = await ServerProcess.StartAsync(people.Program, Processors.Server);
        people.Tokens = await AppPeople.SignInAsync(server.Url, count);
        using var http = new HttpClient { BaseAddress = server.Url };
        for (var first = 0; first < count; first += IdleCrowd.PerRoom)
            await CallAsync(http, people.Tokens[first], HttpMethod.Post, "/rooms", new { room = IdleCrowd.RoomOf(first) });
        // Nobody follows yet, so that nobody has to be told who came.
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (person, _) =>
        {
            if (person % IdleCrowd.PerRoom > 0)
                await CallAsync(http, people.Tokens[person], HttpMethod.Put, $"/rooms/{IdleCrowd.RoomOf(person)}/members/person{person}", new { });
        });
        return people;
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private static async Task CallAsync(HttpClient http, string token, HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }
}
