using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Api.Documents;
using ChatHub.Contracts;
using ChatHub.Tests.Errors;
using ChatHub.Tests.Permissions;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Documents;

/// <summary>The AsyncAPI document says what the hub does, and is one.</summary>
public sealed class AsyncApiTests(ChatServer server) : IClassFixture<ChatServer>
{
    private static readonly List<HubCall> Methods = HubInterface.Methods(HubDocuments.Docs()).ToList();

    public static TheoryData<string> MethodNames => [.. Methods.Select(method => method.Name)];

    [ProgramFact("node", "npm")]
    public async Task ItIsValidAndSoIsEveryExample()
    {
        var folder = await NodePackages.FolderAsync("AsyncApi");

        var printed = await ScriptProcess.RunAsync(folder, [], "node", "validate.mjs", new Uri(server.Url, HubDocuments.AsyncApiPath).ToString());

        var report = JsonSerializer.Deserialize<JsonElement>(printed);
        report.GetProperty("faults").EnumerateArray().Select(fault => fault.GetString()).Should().BeEmpty();
        var counts = report.GetProperty("counts");
        // All but the empty answer have an example.
        counts.GetProperty("examples").GetInt32().Should().Be(counts.GetProperty("messages").GetInt32() - 1).And.BeGreaterThan(Methods.Count);
        counts.GetProperty("refused").GetInt32().Should().BePositive("the schemas do refuse something");
    }

    [Fact]
    public async Task EveryMethodIsReceivedEveryCallIsSentAndThereIsNothingElse()
    {
        var operations = (await DocumentAsync()).GetProperty("operations").EnumerateObject().ToList();

        Names("receive").Should().BeEquivalentTo(Methods.Select(method => method.Name)).And.Contain("JoinRoom");
        Names("send").Should().BeEquivalentTo(typeof(IChatClient).GetMethods().Select(method => method.Name)).And.Contain("RoomEvents");

        IEnumerable<string> Names(string action) => operations.Where(operation => operation.Value.GetProperty("action").GetString() == action).Select(operation => operation.Name);
    }

    [Theory]
    [MemberData(nameof(MethodNames))]
    public async Task WhatAMethodIsSeenToRefuseItsDocumentationNames(string name)
    {
        var rows = PermissionTable.Rows.Where(row => row.IsHub && row.Name == name).ToList();
        var seen = rows.Where(row => !row.IsAboutNoRoom).SelectMany(row => row.Cells.Select(cell => cell.Answer))
            .Concat(rows.Where(row => row.IsAboutNoRoom).Select(row => row.AnswerToAll))
            .Concat(BadCall.Rows.Where(row => row.Method == name).Select(row => row.Code))
            .Where(answer => answer != "ok").Distinct(StringComparer.Ordinal);

        var named = (await DocumentAsync()).GetProperty("operations").GetProperty(name).GetProperty("x-error-codes").EnumerateArray().Select(code => code.GetString()!).ToList();

        named.Should().Contain(seen).And.OnlyHaveUniqueItems();
        named.Should().Contain(["invalid_token", "token_expired", "rate_limited", "internal", "unavailable"], "that can be the answer to anything");
    }

    [Theory]
    [MemberData(nameof(MethodNames))]
    public async Task AMethodRefusesWhatLacksARequiredFieldAndNeedsNoOther(string name)
    {
        var argument = Methods.Single(method => method.Name == name).Argument;
        var required = (await DocumentAsync()).GetProperty("components").GetProperty("schemas").GetProperty(WireSchemas.NameOf(argument))
            .GetProperty("required").EnumerateArray().Select(field => field.GetString()!).ToList();
        var user = await server.NewUserAsync();
        var room = $"required-{name.ToLowerInvariant()}";
        (await (await server.NewUserAsync()).Http.PostAsJsonAsync("/rooms", new { room })).EnsureSuccessStatusCode();
        await using var client = await server.ConnectAsync(user);
        await client.JoinAsync(room);
        var id = (await client.SendAsync(room, "hello")).GetProperty("id").GetInt64();
        var fields = JsonSerializer.SerializeToElement(Operation.ToArgument(room, id)).EnumerateObject().ToDictionary(field => field.Name, field => (object)field.Value, StringComparer.Ordinal);
        fields["accessToken"] = user.Token;

        foreach (var field in required)
            (await client.RefusalOfAsync(name, Only(required.Where(other => other != field)))).Should().MatchRegex("^[a-z_]+$", "{0} needs {1}", name, field);
        (await client.OutcomeOfAsync(name, Only(required))).Should().Be("ok");

        Dictionary<string, object> Only(IEnumerable<string> names) => names.ToDictionary(field => field, field => fields[field], StringComparer.Ordinal);
    }

    private async Task<JsonElement> DocumentAsync()
    {
        using var http = server.NewHttp();
        return await http.GetFromJsonAsync<JsonElement>(new Uri(HubDocuments.AsyncApiPath, UriKind.Relative));
    }
}
