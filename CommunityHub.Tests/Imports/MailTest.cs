using CommunityHub.Forums;
using CommunityHub.Imports;
using CommunityHub.Imports.Mail;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Imports;

/// What every test of mailing lists begins with: into the community by request, unless another is said.
public abstract class MailTest(TestDatabase database) : ImportTest(database)
{
    protected const string Ann = "Ann Smith <ann@canary.test>";
    protected const string Wei = "=?utf-8?B?546L5Lyf?= <wei@canary.test>";

    private protected async Task<ImportReport> ImportMailAsync(
        Mailbox box, bool isPreview = false, long? community = null, Action<ImportStep>? step = null, CancellationToken? cancel = null) =>
        await Hub.Get<MailImport>().RunAsync(
            new MailChoices(box.Write().File, await SlugAsync(community ?? Cast.ByRequest), "Potters", isPreview), step,
            cancel ?? TestContext.Current.CancellationToken);

    /// What the report says of it.
    private protected async Task<string> ReportOfAsync(Mailbox box) => string.Join('\n', (await ImportMailAsync(box)).Lines());

    /// All posts, by their discussion's title.
    protected Task<Dictionary<string, string>> TextsAsync() => Hub.LookAsync(db =>
        db.Posts.Select(p => new { p.Discussion.Title, p.Text }).ToDictionaryAsync(p => p.Title, p => p.Text));

    /// Of the only discussion that there is.
    protected async Task<DiscussionView> OnlyTalkAsync() =>
        await ViewAsync(Cast.Ada, await Hub.LookAsync(db => db.Discussions.Select(d => d.PublicId).SingleAsync()));
}
