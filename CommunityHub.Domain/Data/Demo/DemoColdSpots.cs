namespace CommunityHub.Data.Demo;

/// The hotseat that is over: thirty questions to Joan Petrie in Housing Repairs, each with its answer.
static class DemoColdSpots
{
    public const string Title = "Cold spots: finding damp before the tenant does";

    public const string About = """
        By the time somebody rings about mould, it has been there for weeks. Joan has surveyed homes at Harrowdale for eleven winters. She now finds most damp before anybody rings, with a cheap thermometer and a list of forty streets.
        """;

    public const string Introduction = "Surveyed homes at Harrowdale for eleven winters";

    public static readonly DemoTalk[] Answered =
    [
        new("If we could only do one thing before this winter, what should it be?", """
            Ring everybody who reported mould last winter. Ask one question: is it back? You will find half of this year’s cases in a week, and people will be so surprised that you rang first that they tell you the rest.
            """),
        new("What do you carry on a first visit?", """
            Four things, and they fit in a coat:

            - an infra-red thermometer, about £25
            - a small meter for temperature and humidity
            - a torch
            - a pack of the cards that say what happens next

            The damp meter stays in the van. It frightens people and is wrong on plaster half the time.
            """),
        new("How cold is a cold spot? I never know which reading to worry about.", """
            Compare, do not measure. If the corner is more than 4 degrees colder than the middle of the same wall, mould will come, whatever the room feels like. Below 12 degrees on any inside surface in a heated room, act this month.
            """),
        new("Our tenants are told to open the windows. They say it is insulting. Are they right?", """
            Mostly, yes. Opening windows helps with steam from a shower. It does nothing for a wall that is cold because the cavity is empty. We took the sentence out of our leaflet and put in what **we** will do, with a date.
            """),
        new("How do you tell condensation from a leak, quickly?", """
            Look at the edge. Condensation fades out softly and sits in corners, behind furniture and round windows. A leak has a line, like a tide mark, and does not care where the furniture is. If it is worse after rain, it is coming in; if it is worse after washing day, it is coming from inside.
            """),
        new("What do you say when somebody has been told three times that it is their fault?", """
            “I am sorry. I am going to look at the building first.” Then do exactly that, out loud, for ten minutes, before you ask anything about how they live. Nothing else I have learnt has mattered as much.
            """),
        new("Which homes should we visit first, when there are nine thousand?", """
            Put four lists on top of each other: solid walls, top floor or gable end, a baby or somebody over 75, and no boiler service in fifteen months. Ours gave forty streets. Nobody needed a computer model for it, only somebody who knew where the lists were.
            """),
        new("Do sensors in the walls pay for themselves?", """
            In some homes. They are good at showing that a repair worked. They are poor at finding trouble, because you put them where you already had a suspicion. We own sixty and move them round.
            """),
        new("How did you get permission to put sensors in without it feeling like spying?", """
            We asked, showed people the graph on their own phone, and promised two things in writing: it measures warmth and wet, nothing else; and nothing in it will ever be used against you. One in eight said no, and that was the end of it.
            """),
        new("Is a fan that runs all the time better than one on a switch?", """
            Yes, if it is quiet. The ones that trickle all day at low speed cost about a penny a day and nobody turns them off. The loud ones are switched off at the fuse within a month. Go and listen to one before you buy a thousand.
            """),
        new("Anti-mould paint: does it do anything?", """
            It hides it for a winter. We use it only after the cause is mended, and never in a child’s room until the wall has been dry for a month. If somebody offers you paint instead of insulation, they are offering you next year’s complaint.
            """),
        new("What is a fair time between the first call and the first visit?", """
            We promise three working days, and the same day where there is a baby or a bad chest. What shortened it most was letting the person who takes the call book the surveyor’s diary. Before that, each case waited four days for somebody to read a list.
            """),
        new("How do you write it up so that the next person understands?", """
            Three photographs: the whole wall, the spot, the reading on the thermometer. Three sentences: what I saw, what I think it is, what happens next and when. The tenant gets the same three sentences. It has ended a lot of arguments.
            """),
        new("Our contractor treats mould and leaves. Who looks for the cause?", """
            Nobody, if the order says “treat mould”. Change the words of the order. Ours says “find out why, then mend it, then clean”. The price per job went up by a third. The number of jobs went down by more.
            """),
        new("Do you move people out while you work?", """
            Rarely: when there is a new baby, when somebody cannot breathe well, or when we take plaster down. Ask early and offer a real choice. The hardest part is school runs, so we look for somewhere within the same bus route.
            """),
        new("What about furniture against outside walls? People have no other place for it.", """
            Of course they have not. We fit two wooden battens behind wardrobes, which keeps a hand’s width of air there. It takes twenty minutes and costs less than a tin of the paint. Nobody has ever asked us to take them off.
            """),
        new("How do you deal with a neighbour’s gutter that wets our wall?", """
            Knock first. Eight in ten mend it when a person shows them a photograph. For the others we mend it ourselves and write it off: a gutter is £90, and a gable wall is four thousand.
            """),
        new("Is there a good way to teach call handlers what to ask?", """
            Five questions on a card by the telephone. Where is it? When did you first see it? Who sleeps there? Does anybody have a cough? Is it worse after rain? Then have them come on two visits. They ask the questions differently afterwards.
            """),
        new("Can trickle vents be the cause as well as the cure?", """
            They can. If one blows straight on somebody’s bed it will be taped up by Tuesday. Fit them high, away from beds and sofas, and show people the little slide. Taped vents tell you where the draughts are, so do not be cross, be curious.
            """),
        new("What do you do in a home that has no heating on because of the cost?", """
            Say first that you are not there about the heating. Then ask whether they would like us to ring the energy adviser from here, now, on our phone. Handing over a leaflet did nothing. Making the call together found help in two homes out of three.
            """),
        new("Does external insulation ever make damp worse?", """
            Yes, when the details are wrong. Look at window sills that no longer throw water clear, and at the strip below the damp course. Half our bad cases in insulated homes were there. Ask for photographs of those two places before you sign anything off.
            """),
        new("How do you know that a repair has really worked?", """
            Go back in February. Not in June, when everything is dry. We book the second visit on the day we close the first, and the tenant has the date. One in six is not right yet, and we would never have known.
            """),
        new("Should we publish our numbers? My manager is nervous.", """
            Publish them. Ours were poor for the first two years, and we said what we were doing about each. The local paper rang once. Tenants started to ring earlier, which is what you want.
            """),
        new("Are top-floor flats different?", """
            They lose heat upwards, so look at the ceiling edge first, above the curtain rail. If the loft insulation stops short of the eaves there will be a cold strip a foot wide, and a grey line under it. It is one of the cheapest things to put right.
            """),
        new("How do you look behind a wallpaper that somebody is proud of?", """
            You ask, and you offer to put it right afterwards, by name and date. Often you need not look: the thermometer reads through paper perfectly well. I have peeled perhaps ten corners in eleven years.
            """),
        new("What can a caretaker do who is in the building every day?", """
            More than any of us. Give them the thermometer and fifteen minutes on a Friday. Ours walks the stairs and the bin rooms, writes down the three coldest corners, and we look at those on Monday. He has found two burst pipes as well.
            """),
        new("Do you involve the health visitors?", """
            They see the bedrooms, so yes. One mail address, answered the same day, with a promise that nobody will be blamed. We get about four a month, and they are nearly always the ones with a baby in the room.
            """),
        new("How do you keep going when the same house comes back a third time?", """
            Take somebody else along. The third time it is usually me who has stopped looking. A fresh pair of eyes found a slipped tile in the roof that I had walked under twice, and I have never minded saying so.
            """),
        new("What did you get wrong?", """
            We bought nine hundred loud fans. I wrote a leaflet that blamed kettles. And for two winters we counted visits instead of dry walls, so that is what we got: visits. Count what you want more of.
            """),
        new("I am a plumber and this is my first hotseat. Is there something I can do while I am there for a tap?", """
            There is. Put your hand flat on the coldest outside corner of the room you are in. If it feels like a window, tell us the address. It takes five seconds, and you are in more homes in a week than I am in two months. Thank you for asking.
            """),
    ];
}
