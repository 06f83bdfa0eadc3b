using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ChatHub.Bench;

/// <summary>Notes the statements that EF Core runs while one asks for them. For one asker at a time.</summary>
internal sealed class StatementLog : DbCommandInterceptor
{
    private List<Statement>? _statements;

    public async Task<IReadOnlyList<Statement>> OfAsync(Func<Task> run)
    {
        var statements = _statements = [];
        await run();
        _statements = null;
        return statements;
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Note(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Note(command);
        return new(result);
    }

    private void Note(DbCommand command)
        => _statements?.Add(new Statement(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(item => (item.ParameterName, item.Value))]));
}

/// <summary>A statement as it went to the database.</summary>
internal sealed record Statement(string Sql, IReadOnlyList<(string Name, object? Value)> Parameters);
