using System.Text.Json.Nodes;
using ChatHub.Contracts;
using ChatHub.Domain.Errors;

namespace ChatHub.Api.Documents;

/// <summary>
/// The hub as an AsyncAPI 3.0 document, from the server's side: it receives what clients invoke, and sends what it invokes on them.
/// </summary>
internal static class AsyncApiDocument
{
    private const string Channel = "hub";
    private const string Done = "Done";
    private const string Refusal = "Refusal";

    public static JsonObject Make(XmlDocs docs)
    {
        var schemas = new WireSchemas(docs);
        var (messages, operations) = (new JsonObject(), new JsonObject());
        foreach (var method in HubInterface.Methods(docs).ToList())
        {
            messages[method.Name] = Message(method.Name, $"What `{method.Name}` takes.", schemas.Sent(method.Argument), HubExamples.Argument(method.Name));
            operations[method.Name] = Received(method);
        }

        foreach (var method in HubInterface.Methods(docs).Where(method => method.Result is not null))
            messages[ResultOf(method)] = Message(method.Name, $"What `{method.Name}` answers.", schemas.Got(method.Result!), HubExamples.Result(method.Name));
        foreach (var call in HubInterface.Calls(docs))
        {
            messages[call.Name] = Message(call.Name, call.Summary, schemas.Got(call.Argument), HubExamples.Call(call.Name));
            operations[call.Name] = Operation("send", call, [call.Name]);
        }

        messages[Done] = Message(Done, "The call is done; there is nothing to answer.", new() { ["type"] = "null" }, example: null);
        messages[Refusal] = Message(Refusal, "Why a call was refused: the error of SignalR's completion. Its code is a word of `ErrorCode`.", RefusalText(), RefusalExample());
        _ = schemas.ReferTo(WordLists.ErrorCodes);
        return new()
        {
            ["asyncapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "ChatHub: the hub", ["version"] = "v1", ["description"] = AsyncApiTexts.Description },
            ["defaultContentType"] = "application/json",
            ["servers"] = new JsonObject { ["local"] = Server("localhost:5000", "ws", "A server on this machine, as it starts."), ["production"] = Server("{host}", "wss", "A server of yours, behind TLS.") },
            ["channels"] = new JsonObject { [Channel] = Hub(messages.Select(message => message.Key)) },
            ["operations"] = operations,
            ["components"] = new JsonObject { ["securitySchemes"] = SecuritySchemes(), ["messages"] = messages, ["schemas"] = schemas.Components },
        };
    }

    private static string ResultOf(HubCall method) => $"{method.Name}Result";

    private static JsonObject Received(HubCall method)
    {
        var operation = Operation("receive", method, [method.Name]);
        operation["description"] = $"Refused with {method.Refusals}";
        operation["reply"] = new JsonObject { ["channel"] = Reference($"channels/{Channel}"), ["messages"] = Messages([method.Result is null ? Done : ResultOf(method), Refusal]) };
        operation["x-error-codes"] = Strings(method.Codes.Union(HubInterface.RefusalsOfAll.Select(error => error.Code), StringComparer.Ordinal));
        return operation;
    }

    private static JsonObject Operation(string action, HubCall call, IEnumerable<string> messages) => new()
    {
        ["action"] = action,
        ["channel"] = Reference($"channels/{Channel}"),
        ["title"] = call.Name,
        ["summary"] = call.Summary,
        ["messages"] = Messages(messages),
    };

    private static JsonObject Message(string name, string summary, JsonObject payload, JsonNode? example)
    {
        var message = new JsonObject { ["name"] = name, ["title"] = name, ["summary"] = summary, ["payload"] = payload };
        if (example is not null)
            message["examples"] = new JsonArray(new JsonObject { ["payload"] = example });
        return message;
    }

    private static JsonObject RefusalText() => new() { ["type"] = "string", ["pattern"] = "(?:^|HubException: )([a-z_]+): " };

    private static JsonNode RefusalExample()
        => $"An unexpected error occurred invoking 'SendMessage' on the server. HubException: {ErrorCatalogue.RoomNotFound.Code}: {ErrorCatalogue.RoomNotFound.Message}";

    private static JsonObject Server(string host, string protocol, string description)
    {
        var server = new JsonObject { ["host"] = host, ["protocol"] = protocol, ["description"] = description, ["security"] = new JsonArray(Reference("components/securitySchemes/bearer"), Reference("components/securitySchemes/query")) };
        if (host.StartsWith('{'))
            server["variables"] = new JsonObject { [host.Trim('{', '}')] = new JsonObject { ["description"] = "The name of the server, and its port if need be.", ["default"] = "chat.example.com" } };
        return server;
    }

    private static JsonObject Hub(IEnumerable<string> messages) => new()
    {
        ["address"] = HubMethods.Path,
        ["title"] = "The hub",
        ["description"] = "One connection of SignalR's for everything, in JSON or MessagePack.",
        ["messages"] = new JsonObject(messages.Select(name => KeyValuePair.Create(name, (JsonNode?)Reference($"components/messages/{name}")))),
        ["bindings"] = new JsonObject { ["ws"] = WebSocket() },
        ["x-signalr-protocols"] = Strings(["json", "messagepack"]),
        ["x-signalr-transports"] = Strings(["WebSockets", "ServerSentEvents", "LongPolling"]),
        ["x-error-codes"] = Strings(HubInterface.RefusalsOfAll.Select(error => error.Code)),
    };

    private static JsonObject WebSocket() => new()
    {
        ["bindingVersion"] = "0.1.0",
        ["method"] = "GET",
        ["query"] = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["id"] = new JsonObject { ["type"] = "string", ["description"] = $"The `connectionToken` that `POST {HubMethods.Path}/negotiate` gave; left out by clients that skip the negotiation." },
                ["access_token"] = new JsonObject { ["type"] = "string", ["description"] = "The access token, from browsers, which cannot set the header." },
                ["language"] = new JsonObject { ["type"] = "string", ["description"] = "This connection's reading language, a BCP 47 tag; the profile's if left out." },
            },
        },
        ["headers"] = new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { ["Authorization"] = new JsonObject { ["type"] = "string", ["description"] = "`Bearer` and the access token." } } },
    };

    private static JsonObject SecuritySchemes() => new()
    {
        ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT", ["description"] = "The `accessToken` that `POST /login` gave." },
        ["query"] = new JsonObject { ["type"] = "httpApiKey", ["name"] = "access_token", ["in"] = "query", ["description"] = "The same, from browsers; on the hub's path only." },
    };

    private static JsonArray Messages(IEnumerable<string> names) => new([.. names.Select(name => (JsonNode)Reference($"channels/{Channel}/messages/{name}"))]);

    private static JsonObject Reference(string path) => new() { ["$ref"] = $"#/{path}" };

    private static JsonArray Strings(IEnumerable<string> words) => new([.. words.Select(word => (JsonNode)word)]);
}
