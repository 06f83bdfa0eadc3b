using System.Text.Json.Nodes;
using ChatHub.Client.Conformance;

// The conformance kit's adapter of the .NET client: a command a line in, an answer a line out. Commands run side by side.
await using var adapter = new Adapter(Environment.GetEnvironmentVariable("CHATHUB_STORAGE"));
while (await Console.In.ReadLineAsync() is { } line)
{
    var command = JsonNode.Parse(line)!.AsObject();
    // Each begins in the order of the lines, so that sends are made in theirs.
    var answering = AnswerAsync(command);
    if ((string?)command["do"] != "stop")
        continue;
    await answering;
    break;
}

async Task AnswerAsync(JsonObject command)
{
    var answer = await adapter.RunAsync(command);
    answer["n"] = command["n"]!.DeepClone();
    Console.WriteLine(answer.ToJsonString());
}
