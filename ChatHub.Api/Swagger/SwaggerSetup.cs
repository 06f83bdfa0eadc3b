using ChatHub.Api.Accounts;
using ChatHub.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ChatHub.Api.Swagger;

/// <summary>Swagger UI at <c>/swagger</c>: sign up, log in, press Authorize with the token, and try every call.</summary>
internal static class SwaggerSetup
{
    private const string Bearer = "Bearer";

    public static void Add(IServiceCollection services) => services.AddSingleton<SwaggerDocument>().AddSwaggerGen(options =>
    {
        options.SwaggerDoc("v1", new OpenApiInfo
        {
            Title = "ChatHub",
            Version = "v1",
            Description = "Sign up, log in, press **Authorize** and paste the `accessToken`. Real-time traffic goes over SignalR, at `/hubs/chat`: [its calls](/docs/hub).",
        });
        options.AddSecurityDefinition(Bearer, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "The accessToken that POST /login gave you.",
        });
        options.AddSecurityDefinition(ServerKeyAuthentication.Name, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "One of the keys of Auth:ServerKeys, for the backends of apps that bring their own users.",
        });
        options.DocumentFilter<HealthPaths>();
        options.OperationFilter<LockFilter>();
        options.OperationFilter<ProblemFilter>();
        options.ParameterFilter<PathParameters>();
        options.SchemaFilter<ContractSchemas>();
        options.UseAllOfToExtendReferenceSchemas();
        options.SupportNonNullableReferenceTypes();
        options.MapType<Optional<string?>>(() => new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null });
        options.MapType<Optional<int?>>(() => new OpenApiSchema { Type = JsonSchemaType.Integer | JsonSchemaType.Null, Format = "int32" });
        options.IncludeXmlComments(typeof(SwaggerSetup).Assembly);
        options.IncludeXmlComments(typeof(WireJson).Assembly);
    });

    public static void Use(WebApplication app)
    {
        SwaggerDocument.Map(app);
        app.UseSwaggerUI(options =>
        {
            options.SwaggerEndpoint(SwaggerDocument.Path, "ChatHub");
            options.DocumentTitle = "ChatHub: HTTP interface";
        });
    }

    /// <summary>Puts the lock on the calls that need a token, and on no others.</summary>
    private sealed class LockFilter : IOperationFilter
    {
        public void Apply(OpenApiOperation operation, OperationFilterContext context)
        {
            var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
            var rule = metadata.OfType<IAuthorizeData>().FirstOrDefault();
            if (rule is not null || metadata.OfType<OptionalTokenAttribute>().Any())
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(rule?.AuthenticationSchemes ?? Bearer, context.Document)] = [] }];
        }
    }

    /// <summary>Says that errors are problems; [Produces], which is for what succeeds, would have its way with them, too.</summary>
    private sealed class ProblemFilter : IOperationFilter
    {
        public void Apply(OpenApiOperation operation, OperationFilterContext context)
        {
            foreach (var (status, answer) in operation.Responses!.Where(answer => answer.Key[0] is '4' or '5'))
            {
                // The same for every call with a token, so that none needs to say it.
                if (status == "401" && !answer.Description!.Contains('`'))
                    answer.Description = "`unauthenticated`, `invalid_token`, `token_expired`.";
                if (answer.Content?.Remove("application/json", out var problem) ?? false)
                    answer.Content["application/problem+json"] = problem!;
            }
        }
    }
}
