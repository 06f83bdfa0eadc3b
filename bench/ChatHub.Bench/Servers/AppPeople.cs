using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace ChatHub.Bench.Servers;

/// <summary>People of an app that brings its own users: accounts by the hundred, which cost no password hashing.</summary>
internal static class AppPeople
{
    // A run may take longer than a token lives by default.
    public static readonly IReadOnlyList<string> Settings = ["--Auth:ServerKeys:0", ServerKey, "--Auth:AccessTokenMinutes", "1440"];

    private const string ServerKey = "a-key-for-benchmarks-of-32-characters-or-more";

    /// <summary>Signs in <c>person0</c>, <c>person1</c> and so on, who have accounts from then on.</summary>
    /// <returns>Their access tokens.</returns>
    public static async Task<IReadOnlyList<string>> SignInAsync(Uri server, int count)
    {
        using var http = new HttpClient { BaseAddress = server };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ServerKey);
        var tokens = new string[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, cancel) =>
        {
            using var answer = await http.PostAsJsonAsync("/sessions", new { username = $"person{number}" }, cancel);
            var login = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancel);
            tokens[number] = login.GetProperty("accessToken").GetString()!;
        });
        return tokens;
    }
}
