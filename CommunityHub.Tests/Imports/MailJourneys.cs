using CommunityHub.Imports.Mail;
using CommunityHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Imports;

public sealed class MailJourneys(Browsers browsers)
{
    [Fact]
    public async Task Bo_finds_an_old_thread_of_the_list_and_opens_what_is_folded()
    {
        var quote = string.Concat(Enumerable.Range(1, 12).Select(i => $"> line {i}\n"));
        using var box = new Mailbox()
            .Mail("1", "Wren Ashby <wren@canary.test>", Mailbox.Usual, "[Menders] Loose slates", "How many?\n-- \nWren\nThe yard")
            .Mail(
                "2", "Idris Quill <idris@canary.test>", Mailbox.Usual, "Re: [Menders] Loose slates",
                $"Wren Ashby <wren@canary.test> wrote:\n{quote}\nA dozen.", answers: "1")
            .Parts("3", "Re: Loose slates", "\nSee the list.", "Content-Type: text/csv\nContent-Disposition: attachment; filename=slates.csv\n\nslates,12");
        await (await browsers.ServicesAsync()).GetRequiredService<MailImport>().RunAsync(
            new MailChoices(box.Write().File, "housing-repairs", "Menders"), cancel: TestContext.Current.CancellationToken);

        await using var bo = await browsers.SignedInAsync("bo");
        await bo.GoesToAsync("/search?q=slates");
        await bo.FollowsAsync("Loose slates");
        await bo.SeesTitleAsync("Loose slates");
        await bo.SeesInAsync("post-2", "Wren Ashby (address) wrote:");
        await bo.SeesInAsync("post-2", "A dozen.");
        await bo.SeesInAsync("post-2", "By Idris Quill on Menders.");
        await bo.OpensAsync("Quoted: line 1");
        await bo.SeesInAsync("post-2", "line 12");
        await bo.OpensAsync("Signature");
        await bo.SeesInAsync("post-1", "The yard");
        await bo.SeesInAsync("post-3", "slates.csv");
        await bo.FindsNoBarrierAsync();
    }
}
