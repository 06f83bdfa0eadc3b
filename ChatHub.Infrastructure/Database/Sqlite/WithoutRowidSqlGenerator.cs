using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>
/// Makes the tables that the model marks <c>WITHOUT ROWID</c>, which EF Core does not know of; also when it rebuilds one of them
/// under a temporary name, as it does for most changes on SQLite.
/// </summary>
internal sealed class WithoutRowidSqlGenerator(MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations)
    : SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    public const string Annotation = "ChatHub:WithoutRowid";

    private const string RebuildPrefix = "ef_temp_";

    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        var table = operation.Name.StartsWith(RebuildPrefix, StringComparison.Ordinal) ? operation.Name[RebuildPrefix.Length..] : operation.Name;
        var isMarked = model?.GetEntityTypes().Any(type => type.GetTableName() == table && type.FindAnnotation(Annotation) is not null) ?? false;
        base.Generate(operation, model, builder, terminate: terminate && !isMarked);
        if (!isMarked)
            return;
        builder.Append(" WITHOUT ROWID");
        if (!terminate)
            return;
        builder.AppendLine(Dependencies.SqlGenerationHelper.StatementTerminator);
        EndStatement(builder);
    }
}
