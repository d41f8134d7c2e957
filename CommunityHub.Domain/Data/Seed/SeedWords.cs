using System.Globalization;

namespace CommunityHub.Data.Seed;

/// Made-up names and sentences for a large seed. Nobody is meant by any of them.
sealed class SeedWords(Random chance)
{
    static readonly string[] First =
    [
        "Abena", "Adil", "Aisling", "Alec", "Alma", "Amara", "Anil", "Annis", "Arlo", "Asha", "Bashir", "Bea", "Bram", "Bryn", "Callum", "Cara", "Cerys", "Chidi", "Clem", "Dafydd",
        "Dalia", "Devi", "Dov", "Edie", "Efua", "Eilidh", "Elio", "Emeka", "Esme", "Ewan", "Farah", "Fergus", "Fern", "Gita", "Glyn", "Hana", "Hari", "Hope", "Idris", "Ifan",
        "Imani", "Iona", "Isak", "Jago", "Jem", "Jodie", "Kavya", "Keir", "Kofi", "Lachlan", "Laila", "Linnea", "Lowri", "Mabel", "Marek", "Mina", "Morag", "Nadim", "Nerys", "Niamh",
        "Odette", "Olu", "Orla", "Osian", "Parveen", "Piers", "Quinn", "Rafe", "Rhona", "Roisin", "Rufus", "Saira", "Sefton", "Sian", "Sorcha", "Tamsin", "Teilo", "Thea", "Uma", "Wren",
    ];

    static readonly string[] Last =
    [
        "Abara", "Aldous", "Appleyard", "Asante", "Barlow", "Beckwith", "Bhatt", "Brannigan", "Cadwallader", "Castell", "Chowdhury", "Coyle", "Danquah", "Deane", "Dhillon", "Drummond",
        "Eastham", "Egan", "Ekong", "Fairhurst", "Farrier", "Fashanu", "Garside", "Goodall", "Grewal", "Haldane", "Harker", "Hosseini", "Iqbal", "Jardine", "Kettle", "Khatri",
        "Kilbride", "Lamont", "Lister", "Lomax", "Madaki", "Marwood", "Mistry", "Nettleton", "Nkemelu", "Oakden", "Obuya", "Ormerod", "Pargeter", "Pelham", "Quayle", "Rahmani",
        "Redfern", "Roscoe", "Sandhu", "Scully", "Shipton", "Soames", "Talbot", "Thackray", "Udall", "Venn", "Wadia", "Wainwright", "Whitlock", "Wojcik", "Yardley", "Zubair",
    ];

    static readonly string[] Places =
    [
        "Alderbrook", "Amblecote Vale", "Ashmere", "Barrowden", "Birchford", "Bramholt", "Calderwick", "Carrowmoor", "Chalkhurst", "Coldharbour Bay", "Dunleith", "Eastmarsh", "Fallowdale",
        "Fenwick Moor", "Glenarvon", "Greywell", "Hartsea", "Hollinbeck", "Inverlow", "Kestrel Bridge", "Langmere", "Larkfold", "Llanedwen", "Maplestow", "Netherby", "Oakhaven", "Penmorra",
        "Quarrington", "Ravenscar Bay", "Saltwick", "Severnholme", "Stonebridge", "Thornley", "Upper Wending", "Wychford", "Yarrowdale",
    ];

    static readonly string[] Bodies = ["Council", "Borough Council", "District Council", "County Council", "Health Trust", "Fire and Rescue", "Homes"];

    static readonly string[] Topics =
    [
        "Allotments", "Benefits Advice", "Bereavement Services", "Bin Rounds", "Building Control", "Bus Stops", "Care Homes", "Children’s Centres", "Climate Plans", "Coastal Paths",
        "Community Grants", "Contact Centres", "Council Tax", "Customer Letters", "Cycling Routes", "Data Protection", "Debt Advice", "Digital Skills", "Dog Wardens", "Elections",
        "Emergency Planning", "Empty Homes", "Energy Advice", "Environmental Health", "Fire Safety", "Flood Wardens", "Food Hygiene", "Foster Care", "Grass Cutting", "Highways",
        "Homelessness", "Housing Options", "Internal Audit", "Leisure Centres", "Libraries", "Licensing", "Local History", "Market Stalls", "Museums", "Music Lessons", "Parking",
        "Parks and Play", "Parish Clerks", "Pest Control", "Planning Policy", "Procurement", "Recycling", "Registrars", "School Meals", "School Places", "Street Lighting", "Street Names",
        "Trading Standards", "Tree Officers", "Volunteering", "Waste Contracts", "Winter Gritting", "Youth Work",
    ];

    static readonly string[] Angles =
    [
        "", "in the North", "in the South West", "in Wales", "in Scotland", "on the Coast", "in Small Councils", "for Newcomers", "for Team Leaders", "in Two-tier Areas", "and Data", "on a Small Budget",
    ];

    static readonly string[] Subjects =
    [
        "the first letter we send", "our waiting list", "the form on our website", "the weekly rota", "complaints that come back", "visits after dark", "the winter plan", "our oldest system",
        "training for new starters", "the yearly count", "a contract that ends in spring", "people who do not use e-mail", "calls on a Monday", "the map on the counter", "shared equipment",
        "notes between two teams", "repairs that nobody owns", "the public meeting", "translation", "a budget that shrank by a tenth",
    ];

    static readonly string[] Opens =
    [
        "How do you deal with {0}?", "What would you change first about {0}?", "Who looks after {0} where you are?", "We are stuck with {0}. Where would you begin?",
        "Is it usual to spend a day each week on {0}?", "Has anybody measured {0} before and after?", "What do you say when a councillor asks about {0}?",
        "I am new, so forgive me: why is {0} done at all?", "Can a small team do without {0}?", "How long did it take you to put {0} right?",
    ];

    static readonly string[] More =
    [
        "There are three of us, and one is part-time.", "We tried it last year and it faded after a month.", "I would be glad of an example, even a bad one.", "Our manager likes the idea but wants numbers.",
        "People here have strong feelings about it.", "It is not urgent, but it never goes away.", "I have asked at home and nobody knows.", "We are about to buy something, and I have doubts.",
    ];

    static readonly string[] Says =
    [
        "Begin with the people who do it every day, and watch for a morning before you change anything.", "We stopped doing half of it, and nobody has asked for that half back.",
        "Write down who decides. Most of the delay was two people waiting for each other.", "Our first try failed, because we began with the form and not with the letter before it.",
        "Count one thing only, and let the team choose which.", "It took us eight months, of which six were spent agreeing what the words mean.", "Ring three people who complained. They will tell you in ten minutes what the report will not.",
        "Keep the old way going beside the new one for a month; it costs less than it sounds.", "A card of five lines on the desk did more than two days of training.",
        "We asked the neighbours, who had the same trouble and a better answer.", "Say what will happen next, and when, and then do it on that day.", "The cheap version was good enough. We have never bought the other one.",
    ];

    static readonly string[] Titles = ["{0}: ask what you like", "{0}: what we would do again", "An hour on {0}", "{0}, plainly", "{0} on a small budget", "What nobody tells you about {0}"];

    public string Place() => One(Places);

    public string Subject() => One(Subjects);

    public string Advice() => One(Says);

    public string PersonName() => $"{One(First)} {One(Last)}";

    public string Organisation() => $"{One(Places)} {One(Bodies)}";

    /// The n-th name is always the same, and no two are.
    public static string CommunityName(int n)
    {
        var (topic, angle, round) = (Topics[n % Topics.Length], Angles[n / Topics.Length % Angles.Length], n / (Topics.Length * Angles.Length));
        var name = angle.Length == 0 ? topic : $"{topic} {angle}";
        return round == 0 ? name : $"{name} {(round + 1).ToString(CultureInfo.InvariantCulture)}";
    }

    public string Purpose(string name) => $"For everybody who works on {name}: what helps, what does not, and who to ask about {One(Subjects)}.";

    public string Title(string community) => Fill(One(Titles), community);

    public string About() => $"An hour of plain answers in writing. We begin with {One(Subjects)}, and go where your questions go.\n\n{One(Says)}";

    public string Introduction() => $"Has done it for {chance.Next(3, 30)} years at {One(Places)}";

    public string Question()
    {
        var open = Fill(One(Opens), One(Subjects));
        return chance.Next(3) == 0 ? open : $"{open} {One(More)}";
    }

    public string Answer()
    {
        var parts = Enumerable.Range(0, chance.Next(1, 4)).Select(_ => $"{One(Says)} {One(Says)}").ToList();
        if (chance.Next(5) == 0) parts.Add($"- {One(Says)}\n- {One(Says)}\n- **{One(Says)}**");
        return string.Join("\n\n", parts);
    }

    string One(string[] all) => all[chance.Next(all.Length)];

    static string Fill(string pattern, string words) => pattern.Replace("{0}", words, StringComparison.Ordinal);
}
