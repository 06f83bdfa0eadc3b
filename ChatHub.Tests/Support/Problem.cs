using System.Net.Http.Json;
using System.Text.Json;

namespace ChatHub.Tests.Support;

/// <summary>What every refusal over HTTP looks like: RFC 9457, a stable code, and nothing of what is inside the server.</summary>
public static class Problem
{
    /// <summary>Asserts that an answer is a problem, whole and of this code; answers the names of the fields at fault.</summary>
    public static async Task<IReadOnlyList<string>> ShouldBeAsync(this HttpResponseMessage answer, int status, string code)
    {
        var body = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).Should().Be(status, body);
        answer.Content.Headers.ContentType?.ToString().Should().Be("application/problem+json", body);
        body.Should().NotMatchRegex(@"Exception|System\.|Microsoft\.|ChatHub\.[A-Z]|SQLite|\bat [A-Z]\w+\.");
        var problem = JsonSerializer.Deserialize<JsonElement>(body);
        problem.GetProperty("code").GetString().Should().Be(code);
        problem.GetProperty("status").GetInt32().Should().Be(status);
        foreach (var field in new[] { "type", "title", "detail" })
            problem.GetProperty(field).GetString().Should().NotBeNullOrWhiteSpace();
        return problem.TryGetProperty("errors", out var errors) ? FieldsOf(errors) : [];
    }

    /// <summary>The JSON of an answer that must be a success.</summary>
    public static async Task<JsonElement> JsonAsync(this Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        answer.IsSuccessStatusCode.Should().BeTrue(await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static List<string> FieldsOf(JsonElement errors)
    {
        foreach (var field in errors.EnumerateObject())
            field.Value.EnumerateArray().Should().NotBeEmpty().And.OnlyContain(fault => fault.GetString()!.EndsWith('.'), "{0} has sentences", field.Name);
        return errors.EnumerateObject().Select(field => field.Name).ToList();
    }
}
