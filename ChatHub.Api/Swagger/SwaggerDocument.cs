using System.Text;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;

namespace ChatHub.Api.Swagger;

/// <summary>
/// The document, made once, when it is first asked for: making it takes long, and anyone may ask, with whatever headers and query. Safe for any number of callers.
/// </summary>
internal sealed class SwaggerDocument(IServiceProvider services)
{
    public const string Path = "/swagger/v1/swagger.json";

    private readonly Lazy<byte[]> _json = new(() => Make(services));

    public static void Map(WebApplication app)
        => app.MapGet(Path, (SwaggerDocument document) => Results.Bytes(document._json.Value, "application/json; charset=utf-8")).ExcludeFromDescription();

    private static byte[] Make(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        using var text = new StringWriter();
        scope.ServiceProvider.GetRequiredService<ISwaggerProvider>().GetSwagger("v1").SerializeAsV3(new OpenApiJsonWriter(text));
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
