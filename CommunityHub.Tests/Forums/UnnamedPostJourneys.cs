using CommunityHub.Data;
using CommunityHub.Forums;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Forums;

public sealed class UnnamedPostJourneys(Browsers browsers)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Bo_writes_without_his_name_and_Ada_reads_a_member_a_little_later(bool javaScript)
    {
        var words = javaScript ? "I was afraid on that stair, and said nothing." : "I did not dare to ring the bell.";
        await using var bo = await browsers.SignedInAsync("bo", javaScript: javaScript);
        await using var ada = await browsers.SignedInAsync("ada");
        await bo.GoesToAsync("/communities/lone-worker-safety/discussions");
        await bo.FollowsAsync("What we changed after the Elm Street visit");
        await bo.SeesTitleAsync("What we changed after the Elm Street visit");
        await ada.GoesToAsync(bo.Address);
        await ada.IsConnectedAsync();

        await bo.PicksAsync("Without my name");
        await bo.PressesAsync("Post reply");
        await bo.SeesAsync("Write your post first.");
        await bo.HasCheckedAsync("shown-none"); // the refusal keeps the choice
        await bo.TypesAsync("Your reply", words);
        await bo.SeesAsync("nobody who reads it. A facilitator can look it up");
        if (javaScript) await bo.FindsNoBarrierAsync(); // without scripts no rules run
        await bo.PressesAsync("Post reply");
        await bo.SeesAsync("Your post appears within 20 seconds, without your name.");
        if (javaScript) await bo.FindsNoBarrierAsync(); // without scripts no rules run

        if (!javaScript) await AppearsAsync(words); // once it comes by itself
        await ada.PressesWhenThereAsync("Show 1 new post");
        await ada.SeesAsync(words);
        await ada.FindsNoBarrierAsync();
        await ada.FollowsAsync("Look up who wrote it");
        await ada.SeesTitleAsync("Look up who wrote this post?");
        await ada.FindsNoBarrierAsync();
    }

    // Now, and not in 5 to 20 seconds.
    Task<int> AppearsAsync(string words) => browsers.SetAsync(async site =>
    {
        await site.GetRequiredService<HubWrites>().DoAsync(work => work.Db.HeldPosts.Where(h => h.Text == words && h.AppearsAt > work.Now)
            .ExecuteUpdateAsync(held => held.SetProperty(h => h.AppearsAt, work.Now)));
        return await site.GetRequiredService<UnnamedPosts>().AppearAsync();
    });
}
