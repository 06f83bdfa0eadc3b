using System.Text.Json;
using System.Text.RegularExpressions;
using ChatHub.Api.Documents;
using ChatHub.Tests.Permissions;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Swagger;

/// <summary>The document leaves nothing to guess: what each call, parameter, field and error means.</summary>
public sealed partial class SwaggerExplanationTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Fact]
    public async Task EveryCallEveryParameterAndEveryErrorIsExplained()
    {
        var document = await SwaggerReader.DocumentAsync(server);

        foreach (var (method, path, operation) in await SwaggerReader.OperationsAsync(server))
        {
            Text(operation, "summary").Should().NotBeEmpty("{0} {1} has a summary", method, path);
            foreach (var parameter in List(operation, "parameters"))
                Text(parameter, "description").Should().NotBeEmpty("{0} {1} explains {2}", method, path, parameter.GetProperty("name"));
            foreach (var answer in operation.GetProperty("responses").EnumerateObject().Where(answer => answer.Name[0] is '4' or '5'))
                CodesIn(Text(answer.Value, "description")).Should().NotBeEmpty("{0} {1} names the codes of its {2}", method, path, answer.Name);
        }

        document.GetRawText().Should().NotContain("ChatHub.Domain").And.NotContain("System.");
    }

    [Fact]
    public async Task WhatACallIsSeenToRefuseItsDocumentationNames()
    {
        var operations = (await SwaggerReader.OperationsAsync(server)).ToDictionary(operation => $"{operation.Method} {operation.Path}", operation => operation.Operation, StringComparer.Ordinal);
        foreach (var row in PermissionTable.Rows.Where(row => !row.IsHub))
        {
            var seen = (row.IsAboutNoRoom ? [row.AnswerToAll] : row.Cells.Select(cell => cell.Answer)).Where(answer => answer != "ok");
            var named = operations[row.Name].GetProperty("responses").EnumerateObject().SelectMany(answer => CodesIn(Text(answer.Value, "description")));

            seen.Except(named, StringComparer.Ordinal).Should().BeEmpty("{0} names what it answers", row.Title);
        }
    }

    [Fact]
    public async Task EveryFieldIsExplainedAndThoseToSendHaveAnExample()
    {
        var shapes = (await SwaggerReader.DocumentAsync(server)).GetProperty("components").GetProperty("schemas").EnumerateObject().ToDictionary(shape => shape.Name, shape => shape.Value, StringComparer.Ordinal);
        var sent = (await SwaggerReader.OperationsAsync(server)).Where(operation => operation.Operation.TryGetProperty("requestBody", out _))
            .SelectMany(operation => References().Matches(operation.Operation.GetProperty("requestBody").GetRawText()).Select(match => match.Groups["name"].Value)).ToHashSet(StringComparer.Ordinal);
        sent.UnionWith(sent.ToList().SelectMany(name => References().Matches(shapes[name].GetRawText()).Select(match => match.Groups["name"].Value)));
        sent.Should().Contain("SignupRequest").And.Contain("GlossaryTermRequest");

        foreach (var (name, shape) in shapes.Where(shape => shape.Value.TryGetProperty("properties", out _)))
        {
            foreach (var field in shape.GetProperty("properties").EnumerateObject())
            {
                Text(field.Value, "description").Should().NotBeEmpty("{0} explains {1}", name, field.Name);
                // A list has the examples of its items.
                if (sent.Contains(name) && Text(field.Value, "type") != "array")
                    field.Value.TryGetProperty("example", out _).Should().BeTrue("{0} has an example of {1}", name, field.Name);
            }
        }
    }

    [Fact]
    public async Task WhatMustBeSentIsMarkedAndWhatAProblemLooksLikeIsSaid()
    {
        var shapes = (await SwaggerReader.DocumentAsync(server)).GetProperty("components").GetProperty("schemas");

        Required("SignupRequest").Should().BeEquivalentTo("username", "password");
        Required("UpdateRoomRequest").Should().BeEmpty();
        Required("ProblemDetails").Should().BeEquivalentTo("type", "title", "status", "detail", "code");
        Codes(shapes.GetProperty("ProblemDetails").GetProperty("properties").GetProperty("code")).Should().BeEquivalentTo(WordLists.ErrorCodes.Words);
        Codes(shapes.GetProperty("CreateRoomRequest").GetProperty("properties").GetProperty("visibility")).Should().Equal("public", "private");

        IEnumerable<string> Required(string name) => List(shapes.GetProperty(name), "required").Select(field => field.GetString()!);
        IEnumerable<string> Codes(JsonElement field) => field.GetProperty("enum").EnumerateArray().Select(word => word.GetString()!);
    }

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var text) ? text.GetString()! : "";

    private static List<JsonElement> List(JsonElement element, string name) => element.TryGetProperty(name, out var list) ? [.. list.EnumerateArray()] : [];

    private static IEnumerable<string> CodesIn(string description) => WordLists.ErrorCodes.Words.Where(code => Regex.IsMatch(description, $"`{code}`|<c>{code}</c>", RegexOptions.None, TimeSpan.FromSeconds(1)));

    [GeneratedRegex("#/components/schemas/(?<name>[A-Za-z]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex References();
}
