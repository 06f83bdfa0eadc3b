using ChatHub.Infrastructure.Database;
using ChatHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatHub.Tests.Database.Sqlite;

public sealed class FailedCommandTests : IDisposable
{
    private readonly LogRecorder _errors = new(LogLevel.Error);

    [Fact]
    public async Task WhetherAFailedCommandIsAnErrorSaysWhoeverCatchesIt()
    {
        await using var server = ChatServer.Start([], logs: _errors);
        await using var context = server.Services.GetRequiredService<IDatabaseReader>().OpenContext();

        await FluentActions.Awaiting(() => context.Database.ExecuteSqlRawAsync("no SQL")).Should().ThrowAsync<Exception>();
        await FluentActions.Awaiting(() => context.Database.SqlQueryRaw<long>("SELECT abs(-9223372036854775807 - 1) AS Value").ToListAsync()).Should().ThrowAsync<Exception>();

        _errors.Entries.Should().BeEmpty();
    }

    public void Dispose() => _errors.Dispose();
}
