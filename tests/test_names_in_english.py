"""One English form a name: over all that we write in English nobody is spelt in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

HOME = Path(__file__).parents[1]
RECORDS = [HOME / "site.yml", *sorted((HOME / "content").rglob("*.yml"))]
ACTORS = yaml.load((HOME / "content/actors.yml").read_text("utf-8"), yaml.BaseLoader)

# What other writers have for the names of content/actors.yml, as regular expressions. A new actor is added here,
# with nothing where no other spelling is met. That a surname stands alone or with al- is no variant.
VARIANTS: dict[str, tuple[str, ...]] = {
    "joe-biden": ("Bidan", "Bayden", "Joseph Biden"),
    "mustafa-al-kadhimi": ("Kad?hemi", "Kaz[ie]mi", "Kadimi", "Khadh?imi", "Khadimi", "Mustapha", "Moustafa", "Mostafa"),
    "mohammed-shia-al-sudani": ("Soudani", "Sudany", "Muhamm[ae]d", "Mohamm?ad", "Mohamed", "Shia['’]a", "Shayya['’]?a?", "Shiaa"),
    "lloyd-austin": ("Loyd", "Llyod", "Osten", "Austen"),
    "donald-trump": ("Tramp",),
    "barack-obama": ("Barak", "Baraq"),
    "george-w-bush": ("George Bush", "George W Bush", "G\\. ?W\\. Bush"),
    "antony-blinken": ("Anthony", "Blinkin", "Blinkn"),
    "john-kirby": ("Kerby", "Kirbi"),
    "jen-psaki": ("Saki", "Psaky", "Jennifer"),
    "brett-mcgurk": ("Mc ?Gurck", "Mac ?[Gg]urk", "McGurke?h", "Mcgurk", "Bret McGurk"),
    "mara-karlin": ("Carlin", "Karleen"),
    "kenneth-mckenzie": ("MacKenzie", "Mackenzie", "Mckenzie", "McKinzie"),
    "fuad-hussein": ("Fou?aa?d Huss?[ae]in", "Fouad", "Fu['’]ad", "Hussain", "Husayn", "Husain", "Hussien"),
    "qasim-al-araji": ("Qass[ei]m al-A", "Kass[ei]m al-A", "Qasem", "A['’]raji", "Aaraji", "Araj[iy]e", "Aragi"),
    "yahya-rasool": ("Rasoul", "Rassoul", "Rasul", "Yehia", "Yahia", "Yehya"),
    "tahsin-al-khafaji": ("Khafag[iy]", "Khafajy", "Khafajee", "Tahseen", "Tahsien"),
    "qassem-soleimani": ("Sulai?mani", "Suleimani", "Solaimani", "Soleymani", "Qasem", "Qass?im S", "Kass[ei]m S"),
    "abu-mahdi-al-muhandis": ("Mohandes", "Mohandis", "Muhandes", "Mouhandis", "Abu Mehdi", "Abo Mahdi"),
    "ali-al-sistani": ("Sistany", "Seestani", "Systani"),
    "saddam-hussein": ("Sadd?am Husain", "Sadam", "Saddam Husayn"),
    "abdullah-ii": ("Abdallah", "Abdulla ", "Abdullah the Second", "Abdullah 2"),
    "abdel-fattah-el-sisi": ("Sissi", "al-Sisi", "Abd al-Fatt?ah", "Abdul[- ]Fatt?ah", "Abdelfatt?ah", "Abdel Fatah"),
    "pope-francis": ("Frances", "Franciscus", "Pope Fransis"),
    "hamdi-malik": ("Hamdy", "Maliki?h", "Hamdi al-"),
    "ramzy-mardini": ("Ramzi", "Mardeeni", "Mardiny"),
    "mahmoud-al-mufarji": ("Mahmud", "Mahmood", "Mufraji", "Mufarr?[ae]?ji?y", "Mofar", "Hussayni", "Husseiny", "Husayni", "Hussaini"),
    "adil-abdul-mahdi": ("Adel", "Abdel[- ]Mahdi", "Abd al-Mahdi", "Abdulmahdi", "Abdul Mahdi"),
    "karine-jean-pierre": ("Karin Jean", "Jean Pierre"),
    "pat-ryder": ("Patrick", "Rider"),
    "islamic-state": ("Daesh", "Da['’]esh", "Daish", "Dai['’]sh", "ISIS", "ISIL", "Isis", "Islamic State Organi[sz]ation", "Islamic State of Iraq"),
    "international-coalition": ("Global Coalition", "International Alliance", "international alliance"),
    "popular-mobilization-forces": (
        "Mobili[sz]ation Units?", "[Mm]obilisation", "popular mobili[sz]ation", "Ha[sc]h?d", "al-Hashd", "People['’]s Mobili", "PMU",
    ),
    "resistance-coordination-body": (
        "Coordinating (?:Body|Committee)", "Coordination (?:Committee|Commission|Council)", "Resistance Coordination",
    ),
    "islamic-revolutionary-guard-corps": ("Revolutionary Guards", "IRGC", "Pasdaran", "Sepah"),
    "quds-force": ("Qods", "Kuds", "Quds Corps", "Qods Corps", "Jerusalem (?:Force|Corps)"),
    "iraqi-counter-terrorism-service": ("Counterterrorism", "Counter Terrorism"),
    "joint-operations-command": ("Joint Operation Command", "Command of Joint Operations", "Joint Forces Command"),
    "iraqi-air-force": ("Air Forces",),
    "peshmerga": ("Peshmarga", "Pesh Merga", "Bashmerga", "Pishmerga", "Beshmerga"),
    "white-house": ("the white house", "Whitehouse"),
    "pentagon": ("the pentagon", "Ministry of Defen[cs]e", "Department of Defence", "Defen[cs]e Ministry"),
    "us-central-command": ("Centcom", "CENTCOM", "Central Leadership"),
    "iraqi-interior-ministry": ("Ministry of the Interior", "Home Ministry"),
    "iraqi-parliament": ("Council of Representatives", "House of Representatives"),
    "coordination-framework": ("Coordinating Framework", "Coordinative Framework", "Framework of Coordination"),
    "washington-institute": ("Washington Institut[^e]", "Institute of Washington"),
    "pearson-institute": ("Pierson", "Person Institute", "Pearson Institut[^e]"),
    "university-of-chicago": ("Chicago University",),
    "bayan-al-yaoum": ("Bay[aâ]ne? al[- ]Yaw?m", "Bayane", "Bayan [Aa]l-Youm", "Bayan Al"),
    "almodon": ("Al-?[Mm]udun", "Al-[Mm]odon", "al-Modon"),
    "baghdad-today": ("Baghdad al-Yaw?m", "Baghdad Alyoum"),
    "hurriya": ("Hurriyah", "Horriya", "Huriya", "al-Hurriya"),
    "wall-street-journal": ("WSJ", "Wallstreet"),
    "politico": ("POLITICO", "Politiko"),
    "al-monitor": ("Almonitor", "al-Monitor", "Al Monitor"),
    "associated-press": ("Associated press", "Asso[cs]iat?ed-Press"),
    "new-york-times": ("New York times", "NYT"),
    "alhurra": ("[Aa]l-Hurra\\b", "Al Hurra\\b", "Al-Horra"),
    "iraqi-news-agency": ("Iraq News Agency", "Iraqi Agency for News"),
    "maghress": ("Maghres\\b", "Magress"),
    "afp": ("France[- ]Press\\b", "France Presse", "Agence France Presse"),
    "getty-images": ("Gety", "Getti"),
    "united-states": ("U\\.S\\.", "USA\\b", "United States of North"),
    "iraq": ("Irak", "Iraq Republic"),
    "iran": ("Islamic Republic",),
}  # fmt: skip
PLACES_AND_OTHERS = (
    "Nasiriya\\b", "Nassiriya", "Diwaniya\\b", "Diwania", "Mossul", "Najaf al", "Nadjaf", "Bagdad", "Kurdistan region",
    "Shi['’]a", "Shi['’]?ite", "Kuwayt", "Ayatullah",
)  # fmt: skip
# Where a word is spoken of and not used.
SPOKEN_OF = ("the acronym Daesh",)
NOT_ENGLISH = {  # keys whose values are words of captures or ids
    *("statement", "figure", "event", "context", "caution", "term", "gap", "native", "aliases", "short", "phrases"),
    *("quote", "prefix", "suffix", "stated", "evidence", "cue", "capture", "sha256", "url", "is", "sides"),
}  # fmt: skip
# What an address or a citation says is an id.
_IDS = re.compile(r"\[@[^\]]*\]|\]\([^)]*\)")


def written(value: object, path: str) -> Iterator[tuple[str, str]]:
    """(where, words) of all that we write in English."""
    if isinstance(value, dict):
        for key, inner in value.items():
            # `context` is the quote of an annotation, and prose of ours in a briefing.
            ours = key == "context" and ":annotations:" not in path
            if ours or key not in NOT_ENGLISH or isinstance(inner, dict):
                yield from written(inner, f"{path}:{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from written(inner, path)
    elif isinstance(value, str):
        text = _IDS.sub(" ", value)
        for phrase in SPOKEN_OF:
            text = text.replace(phrase, "")
        yield path, " ".join(text.split())


ENGLISH = [
    found
    for path in RECORDS
    for found in written(yaml.load(path.read_text("utf-8"), yaml.BaseLoader), str(path.relative_to(HOME)))
]


def odd(pattern: str) -> list[str]:
    found = re.compile(rf"\b(?:{pattern})")
    return [
        f"{where}: …{text[max(0, m.start() - 30) : m.end() + 20]}…"
        for where, text in ENGLISH
        for m in found.finditer(text)
    ]


def test_every_actor_has_its_row() -> None:
    assert VARIANTS.keys() == ACTORS.keys()


@pytest.mark.parametrize("actor", sorted(VARIANTS))
def test_an_actor_has_one_english_form(actor: str) -> None:
    name = ACTORS[actor]["name"]
    for variant in VARIANTS[actor]:
        assert not re.search(rf"\b(?:{variant})", name), f"{variant} is a part of {name} itself"
        assert odd(variant) == [], f"the form is {name}"


def test_places_and_other_names_have_one_form() -> None:
    assert [place for name in PLACES_AND_OTHERS for place in odd(name)] == []


def test_the_article_of_a_name_is_small() -> None:
    assert odd("Al[- ](?!Monitor)[A-Z]") == []


def test_what_is_searched_is_what_we_write() -> None:
    """A search of nothing finds nothing: prose, renderings, titles and profiles are all among it."""
    text = "\n".join(words for _, words in ENGLISH)
    for name in (
        "Kadhimi",
        "Sudani",
        "Khafaji",
        "Rasool",
        "Muhandis",
        "Araji",
        "McGurk",
        "el-Sisi",
        "Islamic State",
    ):
        assert name in text
    for key in (
        ":english:",
        ":bottom_line",
        ":title",
        ":profile",
        ":summary",
        ":note",
        ":context",
        ":brief",
        ":handling",
        ":why",
    ):
        assert any(key in f"{where}:" or where.endswith(key) for where, _ in ENGLISH), key
