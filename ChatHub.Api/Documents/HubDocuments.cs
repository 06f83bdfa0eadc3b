using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatHub.Contracts;

namespace ChatHub.Api.Documents;

/// <summary>What the hub says of itself: an AsyncAPI document for programs, and a page of the same for people.</summary>
internal sealed class HubDocuments
{
    public const string AsyncApiPath = "/asyncapi/v1.json";
    public const string PagePath = "/docs/hub";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public HubDocuments()
    {
        var model = new Lazy<JsonObject>(() => AsyncApiDocument.Make(Docs()));
        AsyncApi = new("application/json; charset=utf-8", () => Encoding.UTF8.GetBytes(model.Value.ToJsonString(Indented) + "\n"));
        Page = new("text/html; charset=utf-8", () => Encoding.UTF8.GetBytes(new HubPage(model.Value).Html()));
    }

    public Document AsyncApi { get; }

    public Document Page { get; }

    /// <summary>The XML docs of everything that is in the documents.</summary>
    public static XmlDocs Docs() => new(typeof(Realtime.ChatHub).Assembly, typeof(IChatClient).Assembly);

    public static void Map(WebApplication app)
    {
        app.MapGet(AsyncApiPath, (HubDocuments documents, HttpResponse response) => documents.AsyncApi.Answer(response)).ExcludeFromDescription();
        app.MapGet(PagePath, (HubDocuments documents, HttpResponse response) => documents.Page.Answer(response)).ExcludeFromDescription();
    }
}
