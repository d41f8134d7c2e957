using System.Globalization;
using CommunityHub.Forums;
using CommunityHub.Text;

namespace CommunityHub.Imports.StackExchange;

/// The second pass: puts each discussion together from the rows of the files.
sealed class DumpAssembly(DumpStage stage, ImportReport report, string root)
{
    const string NoWords = "posts without words";
    const string TooLong = "posts longer than 30,000 characters";

    /// Null: its question cannot be brought, and so nothing of it is.
    public SourceDiscussion? Assemble(long id)
    {
        if (stage.Post(id) is not { } question) return null;
        var answers = stage.AnswersTo(id);
        if (PostOf(question, ImportedKind.Question, answers) is not { } first)
        {
            foreach (var answer in answers) report.LeaveOut("answers to a question that was left out", $"answer {answer.Id}");
            return null;
        }
        var posts = answers.Select(answer => (Row: answer, Item: PostOf(answer, ImportedKind.Answer, []))).Where(answer => answer.Item is not null).ToList();
        List<SourceItem> rest = [.. posts.Select(answer => answer.Item!)];
        foreach (var (row, item) in posts.Prepend((question, first))) rest.AddRange(CommentsOn(row, item!));

        var accepted = posts.Exists(answer => answer.Row.Id == question.Accepted) ? question.Accepted : null;
        if (question.Accepted is { } gone && accepted is null) report.LeaveOut("marks on an accepted answer that is not here", $"question {id}: answer {gone}");
        var locks = stage.EditsOf(id).LastOrDefault(edit => edit.Type is DumpTypes.Locked or DumpTypes.Unlocked);
        return new SourceDiscussion(id, Title(question.Title), DumpTags.Of(question.Tags), [first, .. rest.OrderBy(item => item.At).ThenBy(item => item.Kind).ThenBy(item => item.Id)])
        {
            Accepted = accepted,
            AcceptedOn = accepted is { } answered ? Later(stage.AcceptedOn(answered), posts.Find(answer => answer.Row.Id == answered).Row.At) : null,
            LockedAt = question.Closed ?? (locks is { Type: DumpTypes.Locked } ? locks.At : null),
        };
    }

    // One broken or silent post is left out with its comments; the rest of the discussion comes.
    SourceItem? PostOf(DumpPost post, ImportedKind kind, List<DumpPost> answers)
    {
        var versions = DumpHistory.Of(post, stage.EditsOf(post.Id));
        var name = $"{(kind is ImportedKind.Question ? "question" : "answer")} {post.Id}";
        var why = Wording.IsBlank(Wording.Clean(versions[^1].Text)) ? NoWords : versions.Any(IsTooLong) ? TooLong : null;
        if (why is null)
        {
            var path = kind is ImportedKind.Question ? "q" : "a";
            return new SourceItem(kind, post.Id, NameOf(post.Author), [.. versions.Select(version => version with { Editor = NameOf(version.Editor) })],
                new ImportedMarks(post.Score, LicenceOf(post.Licence), Link($"{path}/{post.Id}"), RemarksOn(post)));
        }
        report.LeaveOut(why, name);
        foreach (var comment in stage.CommentsOn(post.Id)) report.LeaveOut("comments on a post that was left out", $"comment {comment.Id} on {name}");
        return null;
    }

    IEnumerable<SourceItem> CommentsOn(DumpPost post, SourceItem parent)
    {
        foreach (var comment in stage.CommentsOn(post.Id))
        {
            var text = Wording.Clean(comment.Text);
            if (Wording.IsBlank(text) || text.Length > Post.LongestText)
            {
                report.LeaveOut(Wording.IsBlank(text) ? NoWords : TooLong, $"comment {comment.Id}");
                continue;
            }
            // Never before what it is on, whatever the dates say.
            var (at, author) = (Later(comment.At, parent.At), NameOf(comment.Author));
            yield return new SourceItem(ImportedKind.Comment, comment.Id, author, [new SourceVersion(text, at, author, false)],
                new ImportedMarks(comment.Score, LicenceOf(comment.Licence), Link($"{(post.Parent is null ? "q" : "a")}/{post.Id}#comment{comment.Id}_{post.Id}"), null), post.Id);
        }
    }

    DumpAuthor NameOf(DumpAuthor author)
    {
        var number = author.Key.StartsWith("name:", StringComparison.Ordinal) ? null : author.Key;
        var name = Wording.Line((number is { Length: > 0 } ? stage.NameOf(number) : null) ?? author.Name);
        if (Wording.IsBlank(name)) name = number is { Length: > 0 } ? $"user{number}" : "Somebody unknown";
        return author with { Name = Wording.Shorten(name, People.Person.LongestName) };
    }

    static string Title(string? title)
    {
        var line = Wording.Line(title);
        return Wording.IsBlank(line) ? "Without a title" : Wording.Shorten(line, Discussion.LongestTitle);
    }

    string? RemarksOn(DumpPost post)
    {
        var remarks = new List<string>();
        if (post.Tags is not null) remarks.Add($"Tags there: {DumpTags.InWords(post.Tags)}.");
        if (post.IsWiki) remarks.Add("Anybody could edit it there.");
        if (post.Closed is { } closed) remarks.Add(string.Create(CultureInfo.GetCultureInfo("en-GB"), $"Closed there on {closed:d MMMM yyyy}."));
        if (stage.DuplicateOf(post.Id) is { } other && stage.Post(other) is { Title: { } same }) remarks.Add($"It asks the same as “{Title(same)}”.");
        return remarks.Count == 0 ? null : string.Join(' ', remarks);
    }

    string Link(string path) => $"{root}/{path}";

    static string? LicenceOf(string? licence) => licence is null ? null : Wording.Shorten(Wording.Line(licence), ImportedPost.LongestLicence);

    static bool IsTooLong(SourceVersion version) => version.Text.Length > Post.LongestImported && Wording.CountElements(Wording.Clean(version.Text)) > Post.LongestImported;

    static DateTime Later(DateTime? one, DateTime other) => one > other ? one.Value : other;
}
