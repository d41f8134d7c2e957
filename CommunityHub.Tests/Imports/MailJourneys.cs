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
            .Mail("1", "Nell Carver <nell@canary.test>", Mailbox.Usual, "[Menders] Loose slates", "How many?\n-- \nNell\nThe yard")
            .Mail(
                "2", "Owen Tully <owen@canary.test>", Mailbox.Usual, "Re: [Menders] Loose slates",
                $"Nell Carver <nell@canary.test> wrote:\n{quote}\nA dozen.", answers: "1")
            .Parts("3", "Re: Loose slates", "\nSee the list.", "Content-Type: text/csv\nContent-Disposition: attachment; filename=slates.csv\n\nslates,12");
        await (await browsers.ServicesAsync()).GetRequiredService<MailImport>().RunAsync(
            new MailChoices(box.Write().File, "housing-repairs", "Menders"), cancel: TestContext.Current.CancellationToken);

        await using var bo = await browsers.SignedInAsync("bo");
        await bo.GoesToAsync("/search?q=slates");
        await bo.FollowsAsync("Loose slates");
        await bo.SeesTitleAsync("Loose slates");
        await bo.SeesInAsync("post-2", "Nell Carver (address) wrote:");
        await bo.SeesInAsync("post-2", "A dozen.");
        await bo.SeesInAsync("post-2", "By Owen Tully on Menders.");
        await bo.OpensAsync("Quoted: line 1");
        await bo.SeesInAsync("post-2", "line 12");
        await bo.OpensAsync("Signature");
        await bo.SeesInAsync("post-1", "The yard");
        await bo.SeesInAsync("post-3", "slates.csv");
        await bo.FindsNoBarrierAsync();
    }
}
