using System.Reflection;
using ChatHub.Api.Messages;
using ChatHub.Api.Realtime;
using ChatHub.Api.Translation;
using ChatHub.Contracts;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Translation;

namespace ChatHub.Api.Documents;

/// <summary>The lists of words, and which fields hold a word of which.</summary>
internal static class WordLists
{
    /// <summary>All refusals, in the order of the catalogue.</summary>
    public static IReadOnlyList<Error> Errors { get; } = typeof(ErrorCatalogue).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (Error)field.GetValue(null)!).ToList();

    public static WordList ErrorCodes { get; } = new("ErrorCode", "The stable word of a refusal. More may come.", Errors.Select(error => error.Code).ToList(), IsOpen: true);

    private static readonly WordList EventTypes = new("EventType", "What changed in a room. More may come: skip those that you do not know.", All<RoomEventType>(EventWords.Of), IsOpen: true);

    private static readonly WordList ResetReasons = new(
        "ResetReason", "Why what the client holds of a room must be forgotten.", Enum.GetValues<ResetReason>().Select(reason => ResetDto.From(reason)!.Reason).ToList());

    private static readonly WordList PatchStates = new(
        "PatchState", "What became of a translation.", Enum.GetValues<TranslationState>().Except([TranslationState.Pending]).Select(TranslationWords.Of).ToList());

    private static readonly WordList MessageStates = new(
        "TranslationState", "How a message's translation stands.", Enum.GetValues<TranslationState>().Except([TranslationState.Superseded]).Select(TranslationWords.Of).ToList());

    private static readonly WordList ClosedReasons = new(
        "RoomClosedReason", "Why a connection no longer follows a room.", Enum.GetValues<RoomEventType>().Select(RoomClosingWords.Of).OfType<string>().ToList());

    private static readonly WordList EndingReasons = new("SessionEndedReason", "Why a connection closes.", All<SessionEnding>(SessionEndingWords.Of));

    private static readonly WordList Roles = new("Role", "What a member may do.", All<RoomRole>(Words.Role.Of));

    private static readonly WordList Kinds = new("RoomKind", "A room that people join, or a conversation of two.", All<RoomKind>(Words.Kind.Of));

    private static readonly WordList Visibilities = new("Visibility", "Who may see a room: everyone, or its members only.", All<RoomVisibility>(Words.Visibility.Of));

    private static readonly WordList Policies = new("TranslationPolicy", "Who may translate in a room: nobody, a provider on the server's host only, or any.", All<RoomTranslation>(Words.Translation.Of));

    private static readonly Dictionary<(Type, string), WordList> Places = new()
    {
        [(typeof(RoomEventDto), nameof(RoomEventDto.Type))] = EventTypes,
        [(typeof(ResetDto), nameof(ResetDto.Reason))] = ResetReasons,
        [(typeof(TranslationPatchDto), nameof(TranslationPatchDto.State))] = PatchStates,
        [(typeof(MessageTranslationDto), nameof(MessageTranslationDto.State))] = MessageStates,
        [(typeof(RoomClosedDto), nameof(RoomClosedDto.Reason))] = ClosedReasons,
        [(typeof(SessionEndedDto), nameof(SessionEndedDto.Reason))] = EndingReasons,
        [(typeof(RoomDto), nameof(RoomDto.Kind))] = Kinds,
        [(typeof(RoomDto), nameof(RoomDto.Role))] = Roles,
        [(typeof(MemberDto), nameof(MemberDto.Role))] = Roles,
        [(typeof(MemberChangeDto), nameof(MemberChangeDto.Role))] = Roles,
        [(typeof(SetMemberRequest), nameof(SetMemberRequest.Role))] = Roles,
        [(typeof(RoomDto), nameof(RoomDto.Visibility))] = Visibilities,
        [(typeof(RoomDetailsDto), nameof(RoomDetailsDto.Visibility))] = Visibilities,
        [(typeof(CreateRoomRequest), nameof(CreateRoomRequest.Visibility))] = Visibilities,
        [(typeof(UpdateRoomRequest), nameof(UpdateRoomRequest.Visibility))] = Visibilities,
        [(typeof(RoomDto), nameof(RoomDto.Translation))] = Policies,
        [(typeof(RoomDetailsDto), nameof(RoomDetailsDto.Translation))] = Policies,
        [(typeof(UpdateRoomRequest), nameof(UpdateRoomRequest.Translation))] = Policies,
    };

    /// <returns>Null for a field that holds no word of a list.</returns>
    public static WordList? Of(PropertyInfo property) => Places.GetValueOrDefault((property.DeclaringType!, property.Name));

    private static List<string> All<T>(Func<T, string> word)
        where T : struct, Enum
        => Enum.GetValues<T>().Select(word).ToList();
}
