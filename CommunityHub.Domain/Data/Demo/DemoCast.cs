namespace CommunityHub.Data.Demo;

/// Who is in the demo world. Everybody is made up.
public static class DemoCast
{
    /// The same for all of them.
    public const string Password = "demo-Pass-1";

    public const string Ada = "Ada Osei";
    public const string Bo = "Bo Lindqvist";
    public const string Cy = "Cy Morrow";
    public const string Dot = "Dot Ashdown";
    public const string Eve = "Eve Calder";
    public const string Gus = "Gus Hallam";
    public const string Fay = "Fay Winter";
    public const string Ned = "Ned Marsh";

    internal const string Tom = "Tom Ashby";
    internal const string Rhys = "Rhys Pugh";
    internal const string Joan = "Joan Petrie";

    /// Those whom a newcomer tries the site as.
    internal static readonly (string Name, string? Organisation)[] Leads =
    [
        (Ada, "Wexcombe County Council"),
        (Bo, "Wexcombe County Council"),
        (Cy, "Tarnbrook Borough Council"),
        (Dot, null),
        (Eve, "Pendlewick District Council"),
        (Gus, "Harrowdale Council"),
        (Fay, "Ellerby City Council"),
        (Ned, "Marlow Fen Parish Council"),
    ];

    internal static readonly (string Name, string Organisation)[] Others =
    [
        (Tom, "Pendlewick District Council"),
        (Rhys, "Cwm Hafren Homes"),
        (Joan, "Harrowdale Council"),
        ("Priya Nair", "Brackenshire Council"),
        ("Ines Carrow", "Strathmorran Council"),
        ("Lena Szabo", "Ellerby City Council"),
        ("Omar Siddiq", "Norvale Health Trust"),
        ("Ben Rowntree", "Brackenshire Council"),
        ("Ama Boateng", "Tarnbrook Borough Council"),
        ("Marian Okafor", "Harrowdale Carers’ Link"),
        ("Sunil Verma", "Ellerby City Council"),
        ("Kirsty Dunmore", "Strathmorran Council"),
        ("Hal Petherick", "Porthenna Council"),
        ("Nadia Farouk", "Norvale Health Trust"),
        ("Gwen Tredinnick", "Porthenna Council"),
        ("Leon Baptiste", "Southmere Borough Council"),
        ("Moira Kincaid", "Strathmorran Council"),
        ("Tunde Alabi", "Southmere Borough Council"),
        ("Beth Longden", "Wexcombe County Council"),
        ("Yusuf Demir", "Ellerby City Council"),
        ("Carys Vaughan", "Cwm Hafren Homes"),
        ("Declan Moss", "Brackenshire Council"),
        ("Rosa Amato", "Tarnbrook Borough Council"),
        ("Will Hathersage", "Pendlewick District Council"),
        ("Jaswinder Gill", "Southmere Borough Council"),
        ("Elsie Crowther", "Harrowdale Council"),
        ("Femi Adeyo", "Norvale Health Trust"),
        ("Hannah Birkett", "Westerdale Council"),
        ("Ivor Llewelyn", "Cwm Hafren Homes"),
        ("Maeve Donnelly", "Lough Arden Council"),
        ("Conor Tully", "Lough Arden Council"),
        ("Zofia Mazur", "Ellerby City Council"),
        ("Patrick Oduya", "Westerdale Council"),
        ("Sheila Marchbank", "Westerdale Council"),
        ("Amit Chaudhry", "Brackenshire Council"),
        ("Lottie Fenwick", "Wexcombe County Council"),
        ("Grace Mbeki-Hall", "Southmere Borough Council"),
        ("Dougal Innes", "Strathmorran Council"),
        ("Nell Swaffham", "Marlow Fen District Council"),
        ("Viktor Hale", "Tarnbrook Borough Council"),
    ];

    /// What to type to sign in as one of them.
    public static IEnumerable<string> Addresses => Leads.Select(lead => AddressOf(lead.Name));

    /// ada@demo.test for the eight, tom.ashby@demo.test for the others.
    public static string AddressOf(string name)
    {
        var words = name.ToLowerInvariant().Split(' ');
        return Array.Exists(Leads, lead => lead.Name == name) ? $"{words[0]}@demo.test" : $"{string.Join('.', words)}@demo.test";
    }
}
