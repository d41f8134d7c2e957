namespace CommunityHub.Data.Demo;

/// The live hotseat: Gus Hallam answers in Adult Social Care.
static class DemoDirectPayments
{
    public const string Title = "Direct payments: what really works?";

    public const string About = """
        Direct payments promise choice. Too often they bring a folder of forms. Gus ran them at Harrowdale for fourteen years, and turned a forty-page handbook into one card.

        Bring what is stuck: the family who are afraid, the finance team who want every receipt, the assistant nobody can find.
        """;

    public const string Introduction = "Ran direct payments at Harrowdale for 14 years";

    public const string Announcement = "We are taking two more on prepaid cards, then on to reviews. Keep asking.";

    /// In the order in which they were answered.
    public static readonly DemoTalk[] Answered =
    [
        new("Where should a small council start, if it has one person for all of this?", """
            Start with the letter. Ours was four pages long and used the word “audit” nine times. We rewrote it on one side, with five people who had said no. Half of them then said yes.

            Everything else can wait until somebody has read your letter to the end.
            """),
        new("Can you pay a family member who lives with you?", """
            In England, not usually, but there is an exception: where the council agrees it is **necessary** to meet the need, or to manage the payment. We agreed it about thirty times a year, and wrote down why in three lines.

            Say “let us look at it together” rather than “no”. Most people who ask have a good reason.
            """),
        new("How do you explain it in the first two minutes?", """
            “There is money to help you live your life. You can let us arrange the help, or you can choose it yourself and we stand behind you. You can change your mind next month.”

            Then stop talking. The third sentence is the one they remember.
            """),
        new("Our take-up has been flat for five years. What moved yours?", """
            Three things, in this order:

            - a one-page letter
            - one named person to ring, not a team
            - a payroll service that we pay for

            Training our own staff came fourth, and I wish it had come second. People offer what they are not afraid of.
            """),
        new("Do you let people bank hours for a holiday or a bad winter?", """
            Yes, up to eight weeks’ worth. We stopped asking why after the first year, because the answers were always sensible. Only above eight weeks does anybody ring, and that call begins with “is everything all right?”
            """),
        new("Who checks that a personal assistant is safe?", """
            We pay for the check and we show people how to read it, but the choice is theirs. What helps more is a trial week that anybody can end without giving a reason. Two people a year use it. Everybody else sleeps better for knowing it is there.
            """),
        new("What do you do when the account holds far too much money?", """
            First ask what was **not** bought. Nine times out of ten somebody could not find an assistant and was doing without. Taking the money back then punishes them twice.

            We reclaim only when the need has really gone, and we say so in person.
            """),
        new("Is there a form for one-off payments that is not eleven pages?", """
            Ours has four boxes: what, why, how much, by when. Under £300 a social worker signs it on the day. It took one meeting with audit, who had never asked for the other pages. They had grown there.
            """),
        new("How do you support somebody who cannot manage money at all?", """
            Split the two things. Choosing who helps you is one; paying them is the other. A nominated person or a managed account can do the paying while the choosing stays where it belongs. Write the split down, because families forget it under stress.
            """),
        new("What about holiday pay and pensions? That is where our people give up.", """
            That is why we pay for payroll. It costs us about £11 a month for each person, and it stopped nearly all the calls. Nobody should have to learn pension law to get washed in the morning.
            """),
        new("Do prepaid cards frighten people, or calm them?", """
            Both. They calm those who dread keeping receipts. They frighten those who feel watched. So we offer the card and a bank account side by side, with no favourite, and about six in ten take the card.
            """),
        new("How did you get your lawyers to agree to plain words?", """
            I asked them to read the old letter aloud to my mother on the telephone. She is patient, but not that patient. After the second paragraph they began crossing things out themselves.
            """),
        new("Can two neighbours share one assistant?", """
            Yes, and it is lovely when it works. Each has their own agreement and their own hours; the assistant has one contract with each. Put in writing what happens when one goes into hospital. That is the only part that ever went wrong for us.
            """),
        new("Prepaid cards: have they cut the time you spend on checks, or only moved it?", """
            Cut it by half, after a bad first year. The trick is to ask for read access, not receipts, and then to look only when something odd shows. We check one account in ten, at random, and tell people so. Nobody has minded.
            """),
    ];

    /// The first is the one that is being answered.
    public static readonly DemoTalk[] Waiting =
    [
        new("What do you say to a family who are frightened of becoming an employer?"),
        new("How do you help people who want a direct payment but cannot find a personal assistant?"),
        new("How often do you review when nothing has changed?"),
        new("Our finance team wants a receipt for everything. What did you agree instead?"),
        new("What is the difference between a direct payment and an individual service fund? I have been asked twice this week and mumbled both times."),
        new("What if the bank will not open an account for them?"),
        new("Could we have a look at your one-page letter?"),
        new("Has anybody set a rate for assistants that actually keeps pace with the shops?"),
        new("How do you tell a carer’s own support apart from the money for the person they care for?"),
        new("A young man wants to use his payment for a gym with his mates instead of a day centre. I would say yes. My panel says no. What would you say to them?"),
        new("Is there a Welsh version of the card?"),
        new("What do you do on the first Monday after an assistant walks out?"),
        new("Do you pay in advance or in arrears, and does it matter?"),
        new("How did you train social workers who had never offered one?"),
        new("Who holds the risk when somebody chooses help that we would not have chosen?"),
        new("Moving from children’s to adults’ services: does the payment stop and start again, or carry on?"),
        new("I am new. Is it silly to ask what happens to the money when somebody dies?"),
    ];
}
