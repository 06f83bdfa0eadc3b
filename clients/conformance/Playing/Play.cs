using ChatHub.Conformance.Adapter;
using ChatHub.Conformance.Proxy;
using ChatHub.Conformance.Server;

namespace ChatHub.Conformance.Playing;

/// <summary>What a case plays with: a room of its own, someone who talks in it undisturbed, the proxy, and clients under test behind it.</summary>
public sealed class Play : IAsyncDisposable
{
    private static int _numbers;

    private readonly AdapterCommand _command;
    private readonly List<Client> _clients = [];
    private readonly List<Person> _people = [];

    private Play(AdapterCommand command, KitServer server, FaultProxy proxy, Patience patience) => (_command, Server, Proxy, Patience) = (command, server, proxy, patience);

    public Patience Patience { get; }

    public KitServer Server { get; }

    public FaultProxy Proxy { get; }

    /// <summary>The case's room, public, made by <see cref="Speaker"/>.</summary>
    public string Room { get; } = $"room-{Guid.NewGuid():N}"[..16];

    /// <summary>Talks over HTTP, past the proxy.</summary>
    public Person Speaker => _people[0];

    /// <summary>What helps to find the cause of a failure.</summary>
    public string Details => $"through the proxy went: {string.Join(" · ", Proxy.Transcript)}{string.Concat(_clients.Select(client => $"\n{client.Username} wrote: {client.Errors}"))}";

    public static async Task<Play> BeginAsync(AdapterCommand command, KitServer server, Patience patience)
    {
        var play = new Play(command, server, await FaultProxy.StartAsync(server.Url), patience);
        var speaker = await play.PersonAsync("speaker");
        await speaker.CreateRoomAsync(play.Room);
        return play;
    }

    /// <summary>Someone more who talks undisturbed; not a member yet.</summary>
    public async Task<Person> PersonAsync(string name)
    {
        var person = await Server.LetInAsync($"{name}{Interlocked.Increment(ref _numbers)}");
        _people.Add(person);
        return person;
    }

    /// <summary>A client under test with an account, whose process runs and which has not connected yet.</summary>
    public async Task<Client> ClientAsync()
    {
        var client = new Client(_command, (await PersonAsync("ana")).Username, Room, Patience);
        _clients.Add(client);
        return client;
    }

    /// <summary>A client under test that has connected and joined the room.</summary>
    public async Task<Client> JoinedAsync(string? language = null)
    {
        var client = await ClientAsync();
        await ConnectAsync(client, language);
        await client.JoinAsync();
        return client;
    }

    public Task ConnectAsync(Client client, string? language = null) => client.ConnectAsync(Proxy.Url, Person.Password, language);

    /// <summary>Kills the client, which had the time to put away what it shows, starts it again with the same storage, and has it connect and join as a program would.</summary>
    /// <param name="client">Under test.</param>
    /// <param name="meanwhile">What happens while it is not there.</param>
    public async Task RestartAsync(Client client, Func<Task> meanwhile)
    {
        await Patience.UntilPutAwayAsync();
        await client.RestartAsync();
        await meanwhile();
        await ConnectAsync(client, client.Language);
        await client.JoinAsync();
    }

    /// <summary>The client's person, signed in elsewhere.</summary>
    public Person PersonOf(Client client) => _people.Single(person => person.Username == client.Username);

    /// <summary>What happens while the clients are without a network.</summary>
    public async Task WhileAwayAsync(Func<Task> happening)
    {
        Proxy.GoOffline();
        await happening();
        Proxy.ComeBack();
    }

    /// <summary>Lets every token expire.</summary>
    public async Task ExpireTokensAsync()
    {
        Server.SetForward(TimeSpan.FromHours(2));
        foreach (var person in _people)
            await person.SignInAsync();
    }

    /// <summary>
    /// Waits until the client shows what an undisturbed reader gets from the history of the room, nothing of its own is pending, and everything that it sent stands there once and in order; and checks that all
    /// that was to be done to it has been done.
    /// </summary>
    /// <param name="client">Under test.</param>
    /// <param name="atLeast">How many messages it must show, the last ones without a gap; all of the room's if left out.</param>
    public Task SettlesAsync(Client client, int? atLeast = null) => new Settling(this, client, atLeast).RunAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
            await client.DisposeAsync();
        foreach (var person in _people)
            person.Dispose();
        await Proxy.DisposeAsync();
    }
}
