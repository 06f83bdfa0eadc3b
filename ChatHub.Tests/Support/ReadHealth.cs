using System.Net;

namespace ChatHub.Tests.Support;

/// <summary>What a server says of its database.</summary>
public static class ReadHealth
{
    /// <summary>The status of <c>GET /health/ready</c>, and the word for the database.</summary>
    public static async Task<(HttpStatusCode Status, string? Database)> OfDatabaseAsync(Uri server)
    {
        using var http = new HttpClient { BaseAddress = server };
        using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        return (answer.StatusCode, (await Answers.JsonAsync(answer)).GetProperty("dependencies").GetProperty("database").GetString());
    }
}
