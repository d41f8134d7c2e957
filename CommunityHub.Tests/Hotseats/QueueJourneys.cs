using CommunityHub.Hotseats;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Hotseats;

/// What facilitators do with the queue, and what members see of it, two at a time.
public sealed class QueueJourneys(Browsers browsers)
{
    [Fact]
    public async Task Ada_merges_two_questions_and_Bo_watches_them_become_one_and_two_again()
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Live);
        await town.AskAsync("bo", id, "Who pays for a ramp?");
        await town.AskAsync("cy", id, "Who pays for ramps?");
        await using var ada = await browsers.SignedInAsync("ada");
        await using var bo = await browsers.SignedInAsync("bo");
        await bo.GoesToAsync($"/hotseats/{id}");
        await bo.IsConnectedAsync();
        await ada.GoesToAsync($"/hotseats/{id}/console");
        await ada.IsConnectedAsync();

        await ada.TicksForAsync("Choose", "Who pays for a ramp?");
        await ada.TicksForAsync("Choose", "Who pays for ramps?");
        await ada.PressesAsync("Merge the chosen 2");
        await ada.SeesTitleAsync("Make them one question");
        await ada.FindsNoBarrierAsync();
        await ada.PicksAsync("Who pays for a ramp?");
        await ada.PressesAsync("Merge the 2");

        await ada.SeesInAsync("merged", "is part of “Who pays for a ramp?”");
        await bo.SeesAsync("Bo Lindqvist and Cy Morrow");
        await bo.SeesNoMoreAsync("Who pays for ramps?");
        await ada.FindsNoBarrierAsync();

        await ada.PressesForAsync("Undo the merge", "Who pays for ramps?");
        await ada.SeesAsync("They are two questions again. Their askers are told.");
        await bo.SeesInAsync("queue", "Who pays for ramps?"); // where it stood before
    }

    [Fact]
    public async Task Questions_are_merged_and_a_merge_is_undone_without_JavaScript()
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Live);
        var one = await town.AskAsync("bo", id, "Who pays for a ramp?");
        await town.AskAsync("cy", id, "Who pays for ramps?");
        await town.AskAsync("gus", id, "Is there a form?");
        await using var ada = await browsers.SignedInAsync("ada", javaScript: false);
        await ada.GoesToAsync($"/hotseats/{id}/console");

        await ada.TicksForAsync("Choose", "Who pays for a ramp?");
        await ada.PressesAsync("Merge the chosen");
        await ada.SeesAsync("Choose one more that asks the same.");
        await ada.PressesForAsync("Add it", "Who pays for ramps?"); // suggested: it says nearly the same
        await ada.PicksAsync("Who pays for a ramp?");
        await ada.PressesAsync("Merge the 2");
        await ada.SeesInAsync("merged", "is part of “Who pays for a ramp?”");
        Assert.Equal(2, (await town.ReadAsync(id)).Votes.Of(one));

        await ada.PressesForAsync("Undo the merge", "Who pays for ramps?");
        await ada.SeesInAsync("merged", "Nothing is merged.");
        Assert.Equal(3, (await town.ReadAsync(id)).Room.Questions.Count);
    }

    [Fact]
    public async Task A_question_waits_for_Ada_and_appears_for_Cy_when_she_approves_it()
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Live);
        await using var ada = await browsers.SignedInAsync("ada");
        await using var bo = await browsers.SignedInAsync("bo");
        await using var cy = await browsers.SignedInAsync("cy");
        await ada.GoesToAsync($"/hotseats/{id}/console");
        await ada.IsConnectedAsync();
        await ada.PressesAsync("Read them first");
        await ada.SeesAsync("From now on questions wait for one of you.");
        await cy.GoesToAsync($"/hotseats/{id}");
        await cy.IsConnectedAsync();
        await bo.GoesToAsync($"/hotseats/{id}");
        await bo.IsConnectedAsync();

        await bo.TypesAsync("Your question", "Who pays for a ramp?");
        await bo.PressesAsync("Ask my question");
        await bo.SeesInAsync("queue", "waits for a facilitator, who reads it first");
        await ada.SeesInAsync("approve", "Who pays for a ramp?");
        await ada.FindsNoBarrierAsync();
        await bo.FindsNoBarrierAsync();
        await cy.SeesNoMoreAsync("Who pays for a ramp?");

        await ada.PressesForAsync("Approve", "Who pays for a ramp?");
        await ada.SeesAsync("The room sees it now.");
        await cy.PressesAsync("Show 1 new question");
        await cy.SeesInAsync("queue", "Who pays for a ramp?");
        await bo.SeesNoMoreAsync("waits for a facilitator, who reads it first");
    }

    [Fact]
    public async Task Questions_wait_and_are_approved_and_declined_without_JavaScript()
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Live);
        await using var ada = await browsers.SignedInAsync("ada", javaScript: false);
        await using var bo = await browsers.SignedInAsync("bo", javaScript: false);
        await ada.GoesToAsync($"/hotseats/{id}/console");
        await ada.PressesAsync("Read them first");
        foreach (var words in new[] { "Who pays for a ramp?", "And for a rail?", "Why is Jo slow?" })
        {
            await bo.GoesToAsync($"/hotseats/{id}");
            await bo.TypesAsync("Your question", words);
            await bo.PressesAsync("Ask my question");
        }
        await bo.PressesForAsync("Take it back", "And for a rail?");
        await bo.SeesNoMoreAsync("And for a rail?");
        await bo.SeesInAsync("queue", "Why is Jo slow?");

        await ada.GoesToAsync($"/hotseats/{id}/console");
        await ada.FollowsForAsync("Decline…", "Why is Jo slow?");
        await ada.TypesAsync("What you tell them", "Please ask it without a name.");
        await ada.PressesAsync("Decline it and tell them");
        await ada.PressesForAsync("Approve", "Who pays for a ramp?");
        await ada.SeesInAsync("approve", "No question waits for you.");

        await bo.GoesToAsync($"/hotseats/{id}");
        await bo.SeesAsync("Please ask it without a name.");
        Assert.Equal("Who pays for a ramp?", Assert.Single((await town.ReadAsync(id)).Room.Waiting).Text);
    }

    [Fact]
    public async Task Ada_edits_for_clarity_and_Bo_still_has_his_own_words()
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Live);
        await town.AskAsync("bo", id, "wot about ramps");
        await using var ada = await browsers.SignedInAsync("ada");
        await using var bo = await browsers.SignedInAsync("bo");
        await bo.GoesToAsync($"/hotseats/{id}");
        await bo.IsConnectedAsync();
        await ada.GoesToAsync($"/hotseats/{id}/console");
        await ada.IsConnectedAsync();

        await ada.OpensMoreForAsync("wot about ramps");
        await ada.FindsNoBarrierAsync();
        await ada.FollowsForAsync("Edit for clarity", "wot about ramps");
        await ada.FindsNoBarrierAsync();
        await ada.TypesAsync("The question", "Who pays for a ramp?");
        await ada.PressesAsync("Save these words");

        await ada.SeesInAsync("queue", "Edited for clarity by a facilitator");
        await bo.SeesInAsync("queue", "Edited for clarity by a facilitator");
        await bo.UnfoldsAsync("A facilitator edited your question for clarity");
        await bo.SeesInAsync("queue", "wot about ramps");
        await bo.FindsNoBarrierAsync();
    }

    [Fact]
    public async Task Ada_declines_kindly_and_shows_it_after_all()
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Live);
        await town.AskAsync("bo", id, "Why is Jo slow?");
        await using var ada = await browsers.SignedInAsync("ada");
        await using var bo = await browsers.SignedInAsync("bo");
        await bo.GoesToAsync($"/hotseats/{id}");
        await bo.IsConnectedAsync();
        await ada.GoesToAsync($"/hotseats/{id}/console");
        await ada.IsConnectedAsync();

        await ada.OpensMoreForAsync("Why is Jo slow?");
        await ada.FollowsForAsync("Decline…", "Why is Jo slow?");
        await ada.FollowsAsync("it is about something else");
        await ada.PressesAsync("Decline it and tell them");
        await ada.SeesInAsync("declined", "This hotseat is about something else");
        await bo.SeesInAsync("queue", "is not shown in the room");
        await ada.FindsNoBarrierAsync();

        await ada.PressesForAsync("Show it after all", "Why is Jo slow?");
        await ada.SeesAsync("The room sees it now. Its asker is told.");
        await bo.SeesNoMoreAsync("is not shown in the room");
    }

    [Fact]
    public async Task Ada_works_through_the_queue_by_keyboard_alone()
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Live);
        await town.AskAsync("bo", id, "Who pays for a ramp?");
        await town.AskAsync("cy", id, "Who pays for ramps?");
        await using var ada = await browsers.SignedInAsync("ada");
        await using var bo = await browsers.SignedInAsync("bo");
        await bo.GoesToAsync($"/hotseats/{id}");
        await bo.IsConnectedAsync();
        await ada.GoesToAsync($"/hotseats/{id}/console");
        await ada.IsConnectedAsync();

        await ada.TabsToAsync("Answer next: Who pays for a ramp?");
        await ada.PressesKeyAsync("j");
        await ada.IsOnAsync("Answer next: Who pays for ramps?");
        await ada.PressesKeyAsync("k");
        await ada.IsOnAsync("Answer next: Who pays for a ramp?");
        await ada.PressesKeyAsync("Enter");
        await bo.SeesInAsync("now", "Who pays for a ramp?");

        await ada.TabsToAsync("Choose: Who pays for a ramp?");
        await ada.PressesKeyAsync("Space");
        await ada.TabsToAsync("Choose: Who pays for ramps?");
        await ada.PressesKeyAsync("Space");
        await ada.TabsToAsync("Merge the chosen 2");
        await ada.PressesKeyAsync("Enter");
        await ada.SeesTitleAsync("Make them one question");
        await ada.TabsToAsync("Merge the 2");
        await ada.PressesKeyAsync("Enter");
        await ada.SeesInAsync("merged", "is part of");
        await bo.SeesInAsync("now", "Bo Lindqvist and Cy Morrow");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ada_reads_more_than_twenty_and_goes_on_at_the_next_one_after_each_act(bool javaScript)
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Live);
        await town.Sessions.ApproveFirstAsync(await town.FindAsync("ada"), id, true);
        for (var i = 1; i <= 23; i++) await town.AskAsync("bo", id, $"Question {i:00}?");
        await using var ada = await browsers.SignedInAsync("ada", javaScript);
        await ada.GoesToAsync($"/hotseats/{id}/console");
        if (javaScript) await ada.IsConnectedAsync();

        await ada.TabsToAsync("Show 3 more");
        await ada.PressesKeyAsync("Enter");
        await ada.SeesInAsync("approve", "Question 23?");
        if (!javaScript) return; // and a browser without it goes on at the row that its address names
        await ada.IsOnAsync("Approve: Question 21?");
        await ada.PressesKeyAsync("Enter");
        await ada.IsOnAsync("Approve: Question 22?");
        await ada.SeesNoMoreAsync("Question 21?");

        await ada.TabsToAsync("Decline…: Question 22?");
        await ada.PressesKeyAsync("Enter");
        await ada.SeesTitleAsync("Decline this question?");
        await ada.TabsToAsync("Decline it and tell them");
        await ada.PressesKeyAsync("Enter");
        await ada.SeesInAsync("declined", "Question 22?");
        await ada.IsOnAsync("Approve: Question 23?"); // the last of them, though it is the twenty-first
        await ada.FindsNoBarrierAsync();
    }

    [Fact]
    public async Task A_line_to_the_room_can_be_taken_away_while_there_is_one()
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Live);
        await using var ada = await browsers.SignedInAsync("ada");
        await using var bo = await browsers.SignedInAsync("bo");
        await bo.GoesToAsync($"/hotseats/{id}");
        await bo.IsConnectedAsync();
        await ada.GoesToAsync($"/hotseats/{id}/console");
        await ada.IsConnectedAsync();
        await ada.DoesNotSeeAsync("Take the line away");

        await ada.TypesAsync("One line for everybody", "Two more, then a break.");
        await ada.PressesAsync("Show it");
        await bo.SeesAsync("Two more, then a break.");
        await ada.SeesInAsync("say", "The room reads: “Two more, then a break.”");
        await ada.FindsNoBarrierAsync();
        await ada.PressesAsync("Take the line away");

        await bo.SeesNoMoreAsync("Two more, then a break.");
        await ada.SeesNoMoreAsync("Take the line away");
    }

    async Task<Town> TownAsync() => new(await browsers.ServicesAsync());
}
