using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Translation;
using ChatHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatHub.Tests.Translation;

/// <summary>A database that takes nothing for a while costs no second translation.</summary>
public sealed class BusyDatabaseTests
{
    [Fact]
    public async Task WhatCannotBeKeptYetIsNotPaidForAgain()
    {
        await using var provider = await FakeProvider.StartAsync(FakeWires.LibreTranslate);
        await using var server = ChatServer.Start(
            new() { ["Translation:Provider"] = "LibreTranslate", ["Translation:Endpoint"] = provider.Url.ToString(), ["Translation:TimeoutSeconds"] = "60" }, BusyLog.Replace);
        await using var writing = await server.ConnectAsync(await server.NewUserAsync(language: "en"));
        await using var reading = await server.ConnectAsync(await server.NewUserAsync(language: "es"));
        await writing.JoinAsync("general");
        await reading.JoinAsync("general");

        var id = await writing.SaysAsync("general", "The house is big.");

        await reading.SeesPatchAsync(id);
        provider.Requests.Where(request => request.Method == "POST").Should().ContainSingle();
    }

    /// <summary>Refuses the first translations that it is to keep, for longer than a message is left to whoever asked for it.</summary>
    private sealed class BusyLog(IRoomLog log) : IRoomLog
    {
        private int _left = 8;

        public string Epoch => log.Epoch;

        public bool IsBusy => false;

        public static void Replace(IServiceCollection services)
        {
            var type = services.Single(service => service.ServiceType == typeof(IRoomLog)).ImplementationType!;
            services.Replace(ServiceDescriptor.Singleton<IRoomLog>(provider => new BusyLog((IRoomLog)ActivatorUtilities.CreateInstance(provider, type))));
        }

        public Task<TResult> AppendAsync<TResult>(RoomChange<TResult> change) => change is CompleteTranslations && Interlocked.Decrement(ref _left) >= 0
            ? Task.FromException<TResult>(new RefusedException(ErrorCatalogue.Unavailable, retryAfter: TimeSpan.FromMilliseconds(500)))
            : log.AppendAsync(change);

        public Task<IReadOnlyList<RoomEvent>> ReadAsync(Room room, long after, long upTo, int limit, CancellationToken cancel) => log.ReadAsync(room, after, upTo, limit, cancel);
    }
}
