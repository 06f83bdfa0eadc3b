using ChatHub.Bench.Servers;

namespace ChatHub.Bench.Fanout;

/// <summary>Stock SignalR: the floor.</summary>
internal sealed class StockContender : Contender
{
    private StockContender(ServerProcess server)
        : base("stock SignalR", server, new StockWire())
    {
    }

    public static async Task<StockContender> StartAsync(string processors)
    {
        var server = await ServerProcess.StartAsync(ServerProgram.Stock, processors);
        await server.PauseAsync();
        return new StockContender(server);
    }

    public override Task MakeRoomAsync(string room) => Task.CompletedTask;
}
