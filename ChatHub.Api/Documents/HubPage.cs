using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatHub.Api.Documents;

/// <summary>The AsyncAPI document as a page for people. It loads nothing but style sheets of this server's.</summary>
internal sealed class HubPage
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _model;
    private readonly PageText _text;
    private readonly PageSchemas _schemas;
    private readonly List<string> _shapes;
    private readonly List<string> _words;
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);

    public HubPage(JsonObject model)
    {
        _model = model;
        var components = model["components"]!["schemas"]!.AsObject();
        _text = new(model["operations"]!.AsObject().Concat(components).Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal));
        _schemas = new(components, _text);
        var ofCalls = Messages.AsObject().Select(message => message.Value!["payload"]!).Where(payload => payload["$ref"] is not null).Select(PageSchemas.NameOf).ToHashSet(StringComparer.Ordinal);
        _shapes = components.Select(schema => schema.Key).Where(name => _schemas.IsShape(name) && !ofCalls.Contains(name)).ToList();
        _words = components.Select(schema => schema.Key).Where(name => !_schemas.IsShape(name) && name != WordLists.ErrorCodes.Name).ToList();
    }

    public string Html() =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>ChatHub: the hub</title>
          <link rel="stylesheet" href="../welcome.css">
          <link rel="stylesheet" href="../docs.css">
          <link rel="icon" href="../icon.svg" type="image/svg+xml">
        </head>
        <body>
          <main>
        <p><a href="..">ChatHub</a></p>
        <h1>The hub</h1>
        <p class="lead">What a client may call at <code>/hubs/chat</code>, and what it is called with. The same for programs: <a href="../asyncapi/v1.json">AsyncAPI</a>. Calls over HTTP: <a href="../swagger">Swagger UI</a>.</p>
        {Contents()}
        <h2 id="connecting">Connecting</h2>
        {_text.Paragraphs((string)_model["info"]!["description"]!)}
        <h2 id="methods">What clients call</h2>
        {string.Concat(Operations("receive").Select(Method))}
        <h2 id="calls">What the server calls</h2>
        {string.Concat(Operations("send").Select(Call))}
        <h2 id="shapes">Shapes</h2>
        <p>A field with a question mark may be absent.</p>
        {string.Concat(_shapes.Select(Shape))}
        <h2 id="words">Words</h2>
        {string.Concat(_words.Select(Words))}
        {Codes()}
          </main>
        </body>
        </html>

        """;

    private IEnumerable<string> Operations(string action) => _model["operations"]!.AsObject().Where(operation => (string)operation.Value!["action"]! == action).Select(operation => operation.Key);

    private string Contents() =>
        $"""
        <nav class="contents" aria-label="On this page">
        {Links("Clients call", Operations("receive"))}{Links("The server calls", Operations("send"))}{Links("Shapes", _shapes)}{Links("Words", _words.Append(WordLists.ErrorCodes.Name))}</nav>
        """;

    private static string Links(string title, IEnumerable<string> names)
        => $"<div><h2>{title}</h2><ul>{string.Concat(names.Select(name => $"<li>{PageSchemas.Link(name)}</li>"))}</ul></div>\n";

    private string Method(string name)
    {
        var operation = _model["operations"]![name]!;
        var (message, result) = (Messages[name]!, Messages[$"{name}Result"]);
        return Section(name, $"""
            {_text.Paragraphs((string)operation["summary"]!)}{Payload("Takes", message)}{(result is null ? "<h4>Answers nothing</h4>\n" : Payload("Answers", result))}<p>{_text.Line((string)operation["description"]!)}</p>
            <h4>Example</h4>
            {Code($"await hub.invoke(\"{name}\", {Example(message)});{(result is null ? "" : $"\n\n{Comment(Example(result))}")}")}
            """);
    }

    private string Call(string name)
    {
        var message = Messages[name]!;
        return Section(name, $"""
            {_text.Paragraphs((string)message["summary"]!)}{Payload("Brings", message)}<h4>Example</h4>
            {Code($"hub.on(\"{name}\", {char.ToLowerInvariant(name[0])}{name[1..]} => {{ … }});\n\n{Comment(Example(message))}")}
            """);
    }

    // What several calls share has its anchor where it is shown first.
    private string Payload(string what, JsonNode message)
    {
        var name = PageSchemas.NameOf(message["payload"]!);
        return $"<h4{(_shown.Add(name) && _model["operations"]![name] is null ? $" id=\"{name}\"" : "")}>{what} <code>{name}</code></h4>\n{_schemas.Table(name)}";
    }

    private string Shape(string name) => Section(name, _text.Paragraphs(Summary(name)) + _schemas.Table(name));

    private string Words(string name)
    {
        var schema = _model["components"]!["schemas"]![name]!;
        return Section(name, $"{_text.Paragraphs(Summary(name))}<p>{string.Join(" · ", WireSchemas.WordsOf(schema).Select(word => $"<code>{word}</code>"))}</p>\n");
    }

    private static string Codes()
    {
        var rows = WordLists.Errors.Select(error => $"<tr><th scope=\"row\"><code>{error.Code}</code></th><td>{(error.Retryable ? "yes" : "no")}</td><td>{PageText.Encode(error.Message)}</td></tr>\n");
        return $"""
            <section id="{WordLists.ErrorCodes.Name}">
            <h3><a href="#{WordLists.ErrorCodes.Name}">{WordLists.ErrorCodes.Name}</a></h3>
            <p>The codes of refusals, over the hub and over HTTP. More may come.</p>
            <table>
            <thead><tr><th scope="col">code</th><th scope="col">again later?</th><th scope="col">meaning</th></tr></thead>
            <tbody>
            {string.Concat(rows)}</tbody>
            </table>
            </section>
            """;
    }

    private JsonNode Messages => _model["components"]!["messages"]!;

    private string Summary(string name) => (string)_model["components"]!["schemas"]![name]!["description"]!;

    private static string Section(string name, string content) => $"<section id=\"{name}\">\n<h3><a href=\"#{name}\">{name}</a></h3>\n{content}</section>\n";

    private static string Example(JsonNode message) => message["examples"]![0]!["payload"]!.ToJsonString(Indented);

    private static string Comment(string text) => $"// {text.ReplaceLineEndings("\n// ")}";

    private static string Code(string code) => $"<pre><code>{PageText.Encode(code)}</code></pre>\n";
}
