using CommunityHub.Text;

namespace CommunityHub.Imports.StackExchange;

/// What a post said from its first version to its last.
static class DumpHistory
{
    public const string NoText = "*The dump holds this version without its text.*";

    /// The Markdown that was typed. Where the dump has none of the last version, its HTML is turned. A version under another title, or
    /// with other tags, says so in a line of its own: here only the present ones have a place.
    public static IReadOnlyList<SourceVersion> Of(DumpPost post, IEnumerable<DumpEdit> edits)
    {
        var states = States(post, edits);
        var last = states.Count > 0 ? states[^1] : new State(post.At, post.Author, null, null, null, IsMinor: false);
        var versions = states.Select((state, i) => new SourceVersion(
            With(state, last, Wording.IsBlank(Wording.Clean(state.Body)) ? i == states.Count - 1 ? HtmlToMarkdown.Convert(post.Html) : NoText : state.Body!),
            i == 0 ? post.At : state.At, state.Editor, state.IsMinor)).ToList();
        return versions.Count > 0 ? versions : [new SourceVersion(HtmlToMarkdown.Convert(post.Html), post.At, post.Author, false)];
    }

    static List<State> States(DumpPost post, IEnumerable<DumpEdit> edits)
    {
        var states = new List<State>();
        foreach (var edit in edits.Where(edit => DumpTypes.IsText(edit.Type)).OrderBy(edit => edit.At).ThenBy(edit => edit.Id).GroupBy(edit => edit.Mark))
        {
            var (first, before) = (edit.First(), states.LastOrDefault());
            var body = edit.LastOrDefault(part => DumpTypes.IsBody(part.Type));
            states.Add(new State(
                first.At, first.Author.Key.Length > 0 ? first.Author : post.Author,
                body is null ? before?.Body : body.Text,
                edit.LastOrDefault(part => DumpTypes.IsTitle(part.Type))?.Text ?? before?.Title,
                edit.LastOrDefault(part => DumpTypes.IsTags(part.Type))?.Text ?? before?.Tags,
                IsMinor: body is null && before is not null));
        }
        return states;
    }

    static string With(State state, State last, string body)
    {
        var title = state.Title == last.Title || state.Title is null ? "" : $"Title: {HtmlToMarkdown.Escape(Wording.Line(state.Title))}. ";
        var tags = state.Tags == last.Tags || state.Tags is null ? "" : $"Tags: {HtmlToMarkdown.Escape(DumpTags.InWords(state.Tags))}.";
        return title.Length + tags.Length == 0 ? body : $"*{(title + tags).Trim()}*\n\n{body}";
    }

    sealed record State(DateTime At, DumpAuthor Editor, string? Body, string? Title, string? Tags, bool IsMinor);
}
