using CommunityHub.Hotseats;
using CommunityHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CommunityHub.Tests.Hotseats;

/// Asking as people do it: named and not, through somebody, beside questions that are alike.
public sealed class AskingJourneys(Browsers browsers)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Bo_asks_without_a_name_and_the_room_sees_a_member_a_little_later(bool javaScript)
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Live);
        await using var bo = await browsers.SignedInAsync("bo", javaScript);
        await using var cy = await browsers.SignedInAsync("cy");
        await bo.GoesToAsync($"/hotseats/{id}");
        await cy.GoesToAsync($"/hotseats/{id}");
        await cy.IsConnectedAsync();
        if (javaScript) await bo.IsConnectedAsync();

        await bo.TypesAsync("Your question", "Is it normal to be this tired?");
        await bo.PicksAsync("No name in the room");
        await bo.SeesAsync("If one ever does, you will see that they did.");
        if (javaScript) await bo.FindsNoBarrierAsync();
        await bo.PressesAsync("Ask my question");

        await bo.SeesInAsync("queue", "Is it normal to be this tired?");
        await bo.SeesAsync("Only you see it so far. The room sees it in a few seconds.");
        if (javaScript) await bo.HasFocusOnAsync("Is it normal to be this tired?");
        await cy.DoesNotSeeAsync("Is it normal to be this tired?");
        await town.AppearsAsync(id); // by itself it comes where a whole hotseat is held by key
        await cy.PressesWhenThereAsync("Show 1 new question");
        await cy.SeesInAsync("queue", "Is it normal to be this tired?");
        await cy.SeesInAsync("queue", "A member");
        if (javaScript) await bo.SeesNoMoreAsync("Only you see it so far. The room sees it in a few seconds.");
    }

    [Fact]
    public async Task After_asking_the_box_is_empty_and_the_focus_on_one_s_own_question()
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Live);
        await town.AskAsync("cy", id, "Who pays for a ramp?");
        await using var bo = await browsers.SignedInAsync("bo");
        await bo.GoesToAsync($"/hotseats/{id}");
        await bo.IsConnectedAsync();
        await bo.TabsToAsync("Your question");
        await bo.WritesAsync("And for a rail?");
        await bo.PressesKeyAsync("Control+Enter");

        await bo.SeesAsync("Your question is in.");
        await bo.SeesInAsync("queue", "And for a rail?");
        await bo.HasFocusOnAsync("And for a rail?");
        await bo.HasTypedAsync("Your question", "");
        await bo.DoesNotSeeAsync("Show 1 new question");
    }

    [Fact]
    public async Task Ada_sees_a_name_that_was_given_to_the_facilitators_and_looks_another_up_for_safety()
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Live);
        var bo = await town.FindAsync("bo");
        await town.Questions.AskAsync(bo, id, "Who may I ring at night?", null, Naming.ToFacilitators);
        await town.Questions.AskAsync(bo, id, "What if I cannot go on?", null, Naming.Unnamed);
        await using var ada = await browsers.SignedInAsync("ada");
        await using var asker = await browsers.SignedInAsync("bo");
        await ada.GoesToAsync($"/hotseats/{id}/console");
        await ada.IsConnectedAsync();
        await town.AppearsAsync(id);
        await ada.PressesWhenThereAsync("Show", 2);
        await ada.SeesInAsync("queue", "Only facilitators see this name.");
        await ada.FollowsForAsync("Look up who asked…", "What if I cannot go on?");
        await ada.FindsNoBarrierAsync();
        await ada.PressesAsync("Look up who asked, and tell them");
        await ada.SeesAsync("Say why. The person who asked will read it.");
        await ada.TypesAsync("Why you need to know", "I fear for somebody.");
        await ada.PressesAsync("Look up who asked, and tell them");
        await ada.SeesAsync("Bo Lindqvist, Wexcombe County Council asked this.");
        await ada.FindsNoBarrierAsync();

        await asker.GoesToAsync($"/hotseats/{id}");
        await asker.SeesInAsync("queue", "I fear for somebody.");
        await asker.GoesToAsync("/notices");
        await asker.SeesInAsync("main", "Ada Osei looked up that you asked");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_facilitator_asks_for_a_member(bool javaScript)
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Live);
        await using var bo = await browsers.SignedInAsync("bo", javaScript);
        await using var ada = await browsers.SignedInAsync("ada", javaScript);
        await bo.GoesToAsync($"/hotseats/{id}");
        await bo.FollowsAsync("Ask a facilitator to ask for me");
        if (javaScript) await bo.FindsNoBarrierAsync();
        await bo.TypesAsync("Your question", "how do i start");
        await bo.PressesAsync("Send it to the facilitators");
        await bo.SeesAsync("The facilitators have your question.");

        await ada.GoesToAsync($"/hotseats/{id}/console");
        await ada.FollowsAsync("Read and ask");
        await ada.SeesTitleAsync("Ask for a member");
        if (javaScript) await ada.FindsNoBarrierAsync();
        await ada.TypesAsync("The question, as the room will see it", "How does one start?");
        await ada.PressesForAsync("Ask it for them", "how do i start");
        await ada.SeesAsync("It is asked.");
        await bo.GoesToAsync($"/hotseats/{id}");
        await bo.SeesInAsync("queue", "Ada Osei, for a member");
    }

    [Fact]
    public async Task While_Bo_types_questions_like_his_appear_and_one_of_them_gets_his_me_too()
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Live);
        var ramp = await town.AskAsync("cy", id, "Who pays for a ramp at a council house?");
        await town.Questions.AnswerAsync(await town.FindAsync("gus"), await town.AskAsync("cy", id, "Who pays for a ramp at a private house?"), "The owner.");
        await using var bo = await browsers.SignedInAsync("bo");
        await bo.GoesToAsync($"/hotseats/{id}");
        await bo.IsConnectedAsync();
        await bo.TabsToAsync("Your question");
        await bo.WritesAsync("Who pays for ramps at our council houses");

        await bo.SeesAsync("Already asked. Is one of these yours?");
        await bo.SeesInAsync("ask", "Answered. Read it");
        await bo.FindsNoBarrierAsync();
        await bo.HasTypedAsync("Your question", "Who pays for ramps at our council houses");
        await bo.PressesInAsync("ask", "Me too");
        await bo.SeesAsync("You are counted. What you typed is still here.");
        Assert.Equal(2, (await town.ReadAsync(id)).Votes.Of(ramp));
        await bo.HasTypedAsync("Your question", "Who pays for ramps at our council houses");
    }

    [Fact]
    public async Task Without_JavaScript_a_question_that_is_as_good_as_asked_is_shown_once_and_asked_at_the_second_press()
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Live);
        await town.AskAsync("cy", id, "Who pays for a ramp at a council house?");
        await using var bo = await browsers.SignedInAsync("bo", javaScript: false);
        await bo.GoesToAsync($"/hotseats/{id}");
        await bo.TypesAsync("Your question", "who pays for a ramp at a council house");
        await bo.PressesAsync("Ask my question");
        await bo.SeesAsync("Already asked, it seems. Is this yours?");
        await bo.HasTypedAsync("Your question", "who pays for a ramp at a council house");
        await bo.PressesAsync("Ask my question");
        Assert.Equal(2, (await town.ReadAsync(id)).Room.Questions.Count);

        await bo.TypesAsync("Your question", "Who pays for a ramp at a council house?");
        await bo.PressesAsync("Ask my question");
        await bo.SeesInAsync("same", "You asked this.");
        await bo.PressesInAsync("same", "Me too");
        await bo.DoesNotSeeAsync("Already asked, it seems. Is this yours?");
        var room = await town.ReadAsync(id);
        Assert.Equal([2, 1], room.Room.Questions.Select(q => room.Votes.Of(q.Id)).OrderDescending());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Thanks_and_comments_stand_under_an_answer(bool javaScript)
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Live);
        var answer = await town.Questions.AnswerAsync(await town.FindAsync("gus"), await town.AskAsync("cy", id, "Who pays for a ramp?"), "The council.");
        await using var bo = await browsers.SignedInAsync("bo", javaScript);
        await using var cy = await browsers.SignedInAsync("cy");
        await bo.GoesToAsync($"/hotseats/{id}");
        if (javaScript) await bo.IsConnectedAsync();
        await cy.GoesToAsync($"/hotseats/{id}");
        await cy.IsConnectedAsync();

        await bo.PressesForAsync("Thanks", "Who pays for a ramp?");
        await bo.SeesPressedAsync("Thanks", "1");
        await cy.SeesPressedAsync("Thanks", "1", isPressed: false);
        await bo.FollowsForAsync("Comment", "Who pays for a ramp?");
        if (javaScript) await bo.IsConnectedAsync();
        await bo.TypesAsync("Your comment", "Ours does, within a month.");
        await bo.PressesAsync("Send my comment");
        await bo.SeesInAsync("comments", "Ours does, within a month.");
        if (javaScript) await bo.FindsNoBarrierAsync();

        await cy.DoesNotSeeAsync("Ours does, within a month.");
        await cy.PressesAsync("Show 1 new comment");
        await cy.SeesInAsync("answers", "Ours does, within a month.");
        await cy.FindsNoBarrierAsync();
        Assert.Equal(answer, (await town.ReadAsync(id)).Room.Answered[0].Answer!.Id);
        await bo.PressesForAsync("Take it away", "Ours does");
        await bo.SeesAsync("No comments yet.");
    }

    async Task<Town> TownAsync() => new(await browsers.ServicesAsync());
}
