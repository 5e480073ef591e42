"""The 24 invented schools and settings of the year, and the things each calls by its own name."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = {
    "N": ("Nursery", "Local authority nursery school"),
    "P": ("Primary", "Community school"),
    "S": ("Secondary", "Academy converter"),
    "X": ("Not applicable", "Community special school"),
    "A": ("All-through", "Academy sponsor led"),
    "F": ("Primary", "Voluntary controlled school"),
    "C": ("Not applicable", "Other youth or community setting"),
}


@dataclass(frozen=True, slots=True)
class Profile:
    """A school as invented. ``kind`` is a letter of :data:`KINDS`; ``faults`` are names of planted faults.

    ``outcome`` is what the panel is to decide, empty where the case never gets so far; ``parcel`` is how it
    sends its files (loose, folder, zip or mail) and ``sent`` the month, counted on from September.
    """

    name: str
    kind: str
    town: str
    street: str
    head: tuple[str, str, str]
    safe: str
    council: str
    programme: str
    checkin: str
    buddies: str
    forum: str
    news: str
    phrase: str
    parcel: str
    sent: int
    outcome: str
    faults: tuple[str, ...] = ()


def urn_of(index: int) -> str:
    """The unique reference number of the school at ``index``, from a range that was never given out."""
    return str(199_101 + index * 13)


def postcode_of(index: int) -> str:
    """A postcode for the school at ``index``. Its last letters never include those that Royal Mail leaves out."""
    return f"ME{90 + index % 10} {1 + index // 10}{'ABDEFGHJLN'[index % 10]}{'PQRSTUWXYZ'[index % 10]}"


# fmt: off
PROFILES: tuple[Profile, ...] = (
    Profile("St Mary's & St John's <C of E> Primary School", "P", "Marlhythe", "Church Lane",
            ("Mrs", "Rosalind", "Attwater"), "the Burrow", "Class Parliament", "Steady Steps", "Weather Check",
            "Bench Buddies", "Friday Table", "The Lychgate", "Begin again", "zip", 2, "award"),
    Profile("Saltmarsh Academy", "S", "Ebbsworth", "Quay Road",
            ("Mr", "Tobias", "Okonkwo-Reed"), "Room 14", "Student Assembly", "Ballast", "Monday Reading",
            "Peer Pilots", "Six O'Clock Forum", "Saltmarsh Post", "Steady as you go", "mail", 3, "award",
            ("undated-action", "no-senior-leader", "mended")),
    Profile("Little Oast Nursery School", "N", "Hopdene", "Oast Row",
            ("Mrs", "Beverley", "Quaife"), "the Nest", "Circle of Choosers", "Small Feelings", "Feelings Basket",
            "Helping Hands", "Stay and Natter", "Oast House News", "Gentle hands, gentle words", "folder", 3, "",
            ("evidence-not-attached", "stale-policy")),
    Profile("Wherry Bank School", "X", "Stourferry", "Towpath Way",
            ("Dr", "Nnamdi", "Castleton"), "the Boathouse", "Voices Group", "Even Keel", "Colour Clock",
            "Deck Mates", "Anchor Group", "Wherry Weekly", "Everyone aboard", "mail", 4, "", ("locked-record",)),
    Profile("Harbour Lantern Young People's Project", "C", "Gullhaven", "Old Customs Yard",
            ("Ms", "Delphine", "Rooke"), "the Lamp Room", "Night Crew", "Own Ground", "Door Check",
            "Lantern Leads", "Kitchen Table", "Lantern Notes", "You are expected", "folder", 4, "more-evidence",
            ("duplicate",)),
    Profile("The Federation of Nettlebourne, Great Pluckhurst and Saint Werburgh Infant & Junior Schools",
            "F", "Great Pluckhurst", "The Street", ("Mrs", "Gwendoline", "Farrier-Holt"), "the Hayloft",
            "Three Schools Council", "Root and Branch", "Gate Post", "Lane Links", "Green Gate Group",
            "Three Bells", "We go together", "zip", 5, "", ("wrong-version", "corrupt-file")),
    Profile("Cobblepath All-Through School", "A", "Ravenstrode", "Foundry Hill",
            ("Mr", "Iain", "Penhaligon"), "the Forge", "Cobblepath Senate", "Tempered", "First Five",
            "Stair Guides", "Foundry Families", "The Anvil", "Strong and kind", "mail", 5, "", ("macro-record",)),
    Profile("Tŷ Gwyn Primary School", "P", "Whitewell", "Chalkpit Lane",
            ("Mrs", "Siân", "Llŷr-Ŵyn"), "the Cwtch", "Cyngor Club", "Open Sky", "Sunrise Signs",
            "Yard Friends", "Paned Group", "White House Letter", "Try it another way", "folder", 5, "award"),
    Profile("St Maksymilian's Catholic Primary School", "P", "Aldermere", "Priory Street",
            ("Mrs", "Łucja", "Wiśniewska-Żak"), "the Quiet Garden Room", "Świetlica Council", "Good Company",
            "Candle Time", "Bell Buddies", "Parish Hall Group", "Priory Bell", "Make room for one more", "loose", 4,
            "award"),
    Profile("Fernhurst Down Infant School", "P", "Fernhurst Down", "Beacon Road",
            ("Miss", "Adaeze", "Lovelace"), "the Snug", "Acorn Council", "Growing Up Brave", "Sunny or Stormy",
            "Acorn Helpers", "Gate Gang", "Acorn News", "Have another go", "zip", 3, "award",
            ("empty-principle", "mended")),
    Profile("Kingsferry Grammar School", "S", "Kingsferry", "Abbot's Walk",
            ("Mr", "Crispin", "Dhaliwal"), "the Cloister Room", "Upper and Lower House", "Compass", "Tutor Tally",
            "Year 12 Navigators", "Tuesday Circle", "The Ferryman", "Nobody rows alone", "mail", 3, "award"),
    Profile("Brambledown Community Primary School", "P", "Brambledown", "Orchard Close",
            ("Mr", "Hassan", "Whitlock"), "the Orchard Room", "Bramble Council", "Sturdy Hearts", "Peg Board",
            "Patch Pals", "Cuppa Club", "Bramble Bulletin", "Kind first", "zip", 3, "", ("missing-area",)),
    Profile("Thornquay Nursery School", "N", "Thornquay", "Slipway Lane",
            ("Mrs", "Marguerite", "Osei"), "the Den", "Picture Panel", "Little Waves", "Pebble Bowl",
            "Big Friends", "Play and Stay Table", "Slipway Snippets", "We wait for each other", "loose", 4, "award"),
    Profile("Eastling Cross Church of England Primary School", "P", "Eastling Cross", "Vicarage Road",
            ("Mrs", "Philippa", "Nakamura"), "the Vestry", "Bell Tower Council", "Firm Foundations", "Window Minute",
            "Porch Pals", "Tea in the Tower", "Cross Roads", "Speak, listen, mend", "folder", 4, "award",
            ("no-leadership-plan",)),
    Profile("Marshlink Secondary School", "S", "Dykeham", "Sluice Lane",
            ("Ms", "Farida", "Blackwood"), "the Lookout", "Marshlink Voice", "Higher Ground", "Level Check",
            "Causeway Crew", "Late Shift Forum", "Marsh Lines", "Find your footing", "mail", 4, "not-yet"),
    Profile("Woolcombe Hall School", "X", "Woolcombe", "Hall Drive",
            ("Mrs", "Hilary", "Abernethy"), "the Loom", "Thread Group", "Woven", "Thread Board",
            "Bobbin Friends", "Weavers", "Hall Yarn", "Every thread counts", "zip", 5, "award"),
    Profile("Gorsewell Junior School", "P", "Gorsewell", "Windmill Rise",
            ("Mr", "Lewis", "Achterberg"), "the Crow's Nest", "Windmill Council", "Second Wind", "Sail Check",
            "Mill Mates", "Sails and Scones", "The Miller", "Lean into the wind", "loose", 5, "award",
            ("vague-date", "mended")),
    Profile("Palmerston Road Primary Academy", "P", "Portlow", "Palmerston Road",
            ("Mrs", "Yewande", "Sturgess"), "the Engine Room", "Signal Box", "On Track", "Signal Lights",
            "Platform Pals", "Waiting Room Group", "The Timetable", "Mind the gap", "folder", 5, "award"),
    Profile("Ashdown Lathe School", "A", "Lathe", "Turner's Way",
            ("Dr", "Miriam", "Cavendish-Obi"), "the Workshop", "Lathe Council", "True Grain", "Bench Mark",
            "Bench Hands", "Saturday Bench", "Shavings", "Measure twice", "zip", 5, "more-evidence"),
    Profile("Coldharbour Farm Forest Setting", "C", "Coldharbour Green", "Coppice Track",
            ("Mr", "Emrys", "Tandy"), "the Roundhouse", "Fire Circle", "Deep Roots", "Log Pile",
            "Path Keepers", "Kettle Circle", "Coppice Notes", "Go slowly, look closely", "folder", 4, "award"),
    Profile("Sister Agnes Catholic High School", "S", "Aldermere", "Minster Approach",
            ("Mrs", "Bernadette", "Kowalczyk-Hart"), "the Well", "Agnes Assembly", "Whole Person", "Morning Line",
            "Well Keepers", "Rosary Lane Forum", "Agnes News", "Leave the door open", "loose", 5, "award"),
    Profile("Pippin Lane Infant School", "P", "Orchardleigh", "Pippin Lane",
            ("Miss", "Charlotte", "Ighodaro"), "the Apple Store", "Pip Council", "From Pip to Tree", "Apple Board",
            "Core Crew", "Crumble Club", "Windfall", "Small steps count", "zip", 4, "award",
            ("stale-policy", "mended")),
    Profile("Denge Point School", "X", "Denge Point", "Lighthouse Road",
            ("Mr", "Callum", "Fairbrother"), "the Keeper's Room", "Beam Team", "Clear Water", "Tide Table",
            "Shore Friends", "Families Ashore", "The Beam", "Look for the light", "mail", 3, "not-yet"),
    Profile("Upper Wantsum Village School", "P", "Upper Wantsum", "Ford Lane",
            ("Mrs", "Josephine", "Threlfall"), "the Reading Barn", "Village Moot", "Good Neighbours", "Milestone",
            "Ford Friends", "Barn Chat", "Ford Lane Flyer", "Look out for each other", "folder", 5, "award"),
)
# fmt: on
