using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace CommunityHub.Hotseats;

/// The words of a reversed hotseat, in en-GB: members send in suggestions, and whoever brought the problem replies. A sentence of ours is
/// written once, for questions and answers, and turned here. Never give it what a person wrote, but beside it.
public static partial class Reversal
{
    // Where word for word would read badly. The longest that fits is taken.
    static readonly FrozenDictionary<string, string> Turned = new Dictionary<string, string>
    {
        ["question"] = "suggestion",
        ["questions"] = "suggestions",
        ["an answer"] = "a reply",
        ["answer"] = "reply",
        ["answers"] = "replies",
        ["answering"] = "replying",
        ["answered"] = "with a reply",
        ["it answers"] = "it replies to",
        ["answers nothing"] = "replies to nothing",
        ["is answering:"] = "is replying to:",
        ["answer this one"] = "reply to this one",
        ["answer or close it"] = "reply to it or close it",
        ["answered by"] = "reply by",
        ["answered at"] = "replied at",
        ["answered on"] = "replied on",
        ["not answered"] = "without a reply",
        ["be answered"] = "have a reply",
        ["was answered"] = "had a reply",
        ["nothing was answered"] = "no suggestion had a reply",
        ["nothing is answered"] = "nothing has a reply",
        ["is answered"] = "gets a reply",
        ["has been answered"] = "has had a reply",
        ["have been answered"] = "have had a reply",
        ["thank you for asking"] = "thank you for writing",
        ["somebody asked"] = "somebody suggested",
        ["ask a question"] = "send in a suggestion",
        ["to ask"] = "to suggest",
        ["to ask for me"] = "to suggest it for me",
        ["can ask"] = "can suggest",
        ["asks it"] = "sends it in",
        ["ask the same"] = "suggest the same",
        ["asks the same"] = "suggests the same",
        ["ask from your phone"] = "suggest from your phone",
        ["asked"] = "suggested",
        ["was asked already"] = "came in already",
        ["were asked already"] = "came in already",
        ["it is asked"] = "it is sent in",
        ["ask for a member"] = "suggest for a member",
        ["ask it for them"] = "send it in for them",
        ["read and ask"] = "read and send in",
        ["who asked"] = "who suggested it",
        ["whoever asked"] = "whoever suggested it",
        ["asker"] = "author",
        ["askers"] = "authors",
        ["wants to know this"] = "is for this",
        ["want to know this"] = "are for this",
        ["wanted this"] = "were for this",
        ["1 person wanted this"] = "1 person was for this",
    }.ToFrozenDictionary();

    public static string Turn(string sentence) => Known().Replace(sentence, found =>
    {
        var words = Turned[found.Value.ToLowerInvariant()];
        return char.IsUpper(found.Value[0]) ? char.ToUpperInvariant(words[0]) + words[1..] : words;
    });

    /// As this hotseat's kind says it.
    public static string Say(this HotseatFace hotseat, string sentence) => hotseat.IsReversed ? Turn(sentence) : sentence;

    public static string Say(this QuestionRow question, string sentence) => question.IsSuggestion ? Turn(sentence) : sentence;

    public static string Say(this Hotseat hotseat, string sentence) => hotseat.Kind is HotseatKind.Reversed ? Turn(sentence) : sentence;

    // Of two that begin in one place the longer one stands first.
    [GeneratedRegex(@"(?<!\w)(was asked already|were asked already|it is asked|ask for a member|ask it for them|read and ask|nothing was answered|nothing is answered|is answered|answers nothing|answer this one|answer or close it|is answering:|it answers|an answer|answered by|answered at|answered on|not answered|be answered|was answered|has been answered|have been answered|ask a question|thank you for asking|somebody asked|to ask for me|to ask|can ask|asks it|asks? the same|ask from your phone|whoever asked|who asked|1 person wanted this|wants? to know this|wanted this|askers?|asked|answered|answering|answers?|questions?)(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Known();
}
