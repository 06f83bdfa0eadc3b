using System.Diagnostics;
using System.Globalization;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Log;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Search;
using ChatHub.Infrastructure.Database.Sqlite;
using ChatHub.Infrastructure.Log;
using ChatHub.Infrastructure.Messages;
using Microsoft.Data.Sqlite;

namespace ChatHub.Bench.Conversation;

/// <summary>
/// Fills the rooms of a <see cref="Town"/> with messages through the product's own statements, in transactions of <see cref="BatchSize"/>, while no server
/// runs. A transaction is a stretch of time in which every room gets its share, so that in the file the rooms lie mixed as they would; within it they
/// come in the order of the search index, which wants it. The same every time.
/// </summary>
internal sealed class BulkLoader : IDisposable
{
    // No multiple of the distance between two planted words, or they would always fall on the same room.
    private const int BatchSize = 17_000;
    private const int Seed = 20261124;
    private const string Emoji = "👍";
    private const long FirstTime = 1_577_836_800_000;
    private const long Step = 10_000;

    private static readonly string? Reacted = EventDetails.Write(
        new RoomEvent(0, "", 0, RoomEventType.ReactionAdded, default, null) { Reaction = new ReactionChange(0, Emoji) });

    private readonly Random _random = new(Seed);
    private readonly Dictionary<(BenchRoom Room, Caller Author), (long Seq, int Messages)> _posts = [];
    private readonly SqliteConnection _connection;
    private readonly SqliteRoomStatements _rooms;
    private readonly SqliteMemberStatements _members;
    private readonly SqliteMessageStatements _messages;
    private readonly Town _town;
    private readonly PlantedWords _planted;
    private readonly TextMaker _texts;
    private int _number;

    private BulkLoader(string path, Town town, PlantedWords planted)
    {
        (_town, _planted, _texts) = (town, planted, new TextMaker(_random));
        _connection = new SqliteConnection($"Data Source={path};Pooling=False");
        _connection.Open();
        // Nothing is at stake if the machine stops now.
        Set("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -500000");
        (_rooms, _members, _messages) = (new SqliteRoomStatements(_connection), new SqliteMemberStatements(_connection), new SqliteMessageStatements(_connection));
    }

    public static void Load(string path, Town town, PlantedWords planted)
    {
        var clock = Stopwatch.StartNew();
        using var loader = new BulkLoader(path, town, planted);
        loader.Load();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Loaded {town.Rooms.Sum(room => room.Size):N0} messages in {clock.Elapsed.TotalSeconds:F0} s; the file has {new FileInfo(path).Length / 1e6:N0} MB."));
    }

    public void Dispose()
    {
        _rooms.Dispose();
        _members.Dispose();
        _messages.Dispose();
        _connection.Dispose();
    }

    private void Load()
    {
        var batches = (_town.Rooms.Sum(room => room.Size) + BatchSize - 1) / BatchSize;
        for (var batch = 0; batch < batches; batch++)
            Write(() => AddShares(batch, batches));
        Write(() =>
        {
            foreach (var room in _town.Rooms)
                Finish(room);
        });
        // As the product's own connections find it, and left it.
        Set("locking_mode = NORMAL", "journal_mode = WAL");
    }

    private void Write(Action write)
    {
        using var transaction = _connection.BeginTransaction();
        write();
        transaction.Commit();
    }

    private void AddShares(int batch, int batches)
    {
        foreach (var room in _town.Rooms)
        {
            for (var end = (long)room.Size * (batch + 1) / batches; room.Ids.Count < end;)
                Add(room);
        }
    }

    private void Add(BenchRoom room)
    {
        var (number, author, id) = (room.HasReader ? _number++ : 0, room.Authors[_random.Next(room.Authors.Count)], ++room.Head);
        room.Ids.Add(id);
        var at = FirstTime + (number * Step);
        List<string> parts = [_texts.Make(number), .. room.HasReader ? _planted.At(number, new Place(room.Name, id, author.Username)) : [PlantedWords.Everything]];
        var isMention = room.HasReader && number % 50 == 0;
        if (isMention)
            parts.Add($"@{_town.Reader.Username}");
        var text = string.Join(' ', parts);

        _rooms.AddEvent.Execute(room.Id, id, (int)RoomEventType.MessagePosted, at, author.UserId, default, id, default, room.Ids.Count);
        _messages.AddMessage.Execute(
            room.Id, id, author.UserId, text, default, at, isMention ? MentionList.Write([_town.Reader.UserId]) : null, default, MakeKey(at), MessageText.Hash(text),
            (int)LanguageOrigin.Assumed);
        _messages.AddTerms.Execute(SearchIndex.ToRow(room.Id, id), SearchText.ToTerms(text));
        _posts[(room, author)] = (id, room.Ids.Count);
        if (isMention)
            AddMention(room, id);
        if (id % 10 == 0)
            AddReaction(room, id, at);
    }

    private void AddMention(BenchRoom room, long id)
    {
        room.Mentions.Add(id);
        _messages.AddMention.Execute(room.Id, _town.Reader.UserId, id);
    }

    private void AddReaction(BenchRoom room, long id, long at)
    {
        var (seq, actor) = (++room.Head, room.Authors[_random.Next(room.Authors.Count)]);
        _rooms.AddEvent.Execute(room.Id, seq, (int)RoomEventType.ReactionAdded, at, actor.UserId, default, id, Reacted, room.Ids.Count);
        _messages.AddReaction.Execute(room.Id, id, actor.UserId, Emoji, seq, at);
    }

    /// <summary>The room's head and its members' markers, as the messages have moved them.</summary>
    private void Finish(BenchRoom room)
    {
        _rooms.MoveRoom.Execute(room.Id, room.Head, 0, room.Ids.Count, room.Members);
        foreach (var ((_, author), (seq, messages)) in _posts.Where(post => post.Key.Room == room))
            _members.UpdateMember.Execute(room.Id, author.UserId, RoleOf(room, author), seq, messages, 0, default);
        if (room.HasReader)
        {
            var mentions = room.Mentions.Count(id => id > room.LastRead);
            _members.UpdateMember.Execute(room.Id, _town.Reader.UserId, RoleOf(room, _town.Reader), room.LastRead, room.Ids.Count - room.Unread, mentions, default);
        }
    }

    private int RoleOf(BenchRoom room, Caller member)
        => _members.FindMember.First(row => row.GetInt32(3), room.Id, member.UserId, 0);

    /// <summary>Grows with time, as those of UUID version 7 do.</summary>
    private string MakeKey(long at)
    {
        var time = at.ToString("x12", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{time[..8]}-{time[8..]}-7{_random.Next(0x1000):x3}-8{_random.Next(0x1000):x3}-{_random.NextInt64(1L << 48):x12}");
    }

    private void Set(params string[] pragmas)
    {
        foreach (var pragma in pragmas)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = $"PRAGMA {pragma}";
            command.ExecuteNonQuery();
        }
    }
}
