"""Build the checklist's word lists: names from Faker and mimesis, ordinary words from wordfreq.

Run by hand when a source changes: `python scripts/build_name_lists.py`. It needs the packages
Faker and mimesis (MIT) and wordfreq (code Apache-2.0, data CC BY-SA 4.0), which the product itself
does not.
What an expert edits by hand (own_names.txt, ambiguous.txt, own_places.txt) is read here, so that
a word is in one list only, and is never written.
"""

from __future__ import annotations

import importlib
import json
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

import faker
import mimesis
import wordfreq
from faker.providers.address.nl_NL import Provider as DutchPlaces


def _words(text: str) -> list[str]:
    """The words of a text, cut at white space."""
    return text.split()


DATA = Path(__file__).resolve().parent.parent / "src/assistant/data/checklist"

# Names from these locales count in lower case too: the people a Dutch professional writes about.
NEAR = _words(
    """
    nl_NL nl_BE tr_TR pl_PL en_GB de_DE fr_FR es_ES it_IT fr_BE fr_DZ en_PK tw_GH en_NG yo_NG
    pt_PT en_US hr_HR ro_RO cs_CZ uk_UA ru_RU bg_BG sw en_KE
    """
)
# Surnames count in lower case only from here: elsewhere too many are words ("szkola", "mann").
HOME = ("nl_NL", "nl_BE")
# Names from these count with a capital only: much wider lists, so more chance of a clash.
WIDE = _words(
    """
    en en_IE en_IN en_NZ en_TH es_AR es_CA es_CL es_CO es_MX et_EE fi_FI fr_CA fr_CH hu_HU
    id_ID it_IT lt_LT lv_LV no_NO da_DK pt_BR sk_SK sl_SI sv_SE uz_UZ az_AZ zh_CN zh_TW de_AT
    de_CH de_LU zu_ZA ha_NG ig_NG mk_MK
    """
)
SCRIPTS = _words(
    """
    ar_AA ar_SA ar_PS ar_DZ fa_IR uk_UA ru_RU bg_BG mk_MK el_GR he_IL
    """
)

# The same for the locales of mimesis, which has more Dutch surnames and Turkish names than Faker.
# Of its other locales the first names are of all times and places, so they need a capital.
NEAR_TOO = _words("nl nl-be tr pl")
HOME_TOO = ("nl", "nl-be")
WIDE_TOO = _words("en da no sv fi hu it de fr es pt pt-br de-ch de-at cs sk hr et es-mx ru uk")
SCRIPTS_TOO = _words("ar ar-dz ar-om ar-ye fa el ru uk kk")
# What is written more than this (Zipf) is an ordinary word as often as a name: "bent", "laden".
FIRST_TOO_IS_WORD = 2.8
HOME_TOO_IS_WORD = 1.3

# Zipf frequency (powers of ten per thousand million words) in Dutch above which a surname from
# Faker is also an ordinary word; those worth keeping stand in ambiguous.txt.
SURNAME_IS_WORD = 3.0
FIRST_NAME_IS_WORD = 3.4  # above it a name from a wide list is dropped
WORDS_DUTCH = 45_000
WORDS_ENGLISH = 20_000
COMMON_DUTCH = 8_000  # words that are written so often that they are misspelt often
# In Faker's lists, but never a name here.
NEVER = set(
    _words(
        """
    oke kader nazi gok marine server over dan elke beste april augustus us el erin constant
    africa america side tea peace said come america kent allen maar mar sep fit op of te de
    het een van voor met bij uit aan tot om al ook nog wel niet geen wat wie hoe waar als dat
    die dit deze bergen jackson florence mercedes roman urban hope grant edit pol canal ion
    till rak per don ale test info data web mail team groep zorg veilig thuis raad kind jeugd
    wet recht lid stad dorp land politie school huis gezin ouder casus dossier melding plan
    punt artikel deel stap bijlage auto nti snel dienst college gemeente rechtbank kamer
    minister pagina basis brief instelling toch eigen lokaal nummer naam adres code brein
    agent washington bill del slaven georgia lucky virginia chelsea parker bali rem ibn mad
    geo meta neven safari panda brit bale else lozen tone mile toy bone alla barak chad nas
    raid klare verde fancy sad rosen len beren hagen mato norma voorde cid dea dalton mach
    newton elle troy iban bic ama amas erin sint ots vot mdo uhp jgz cjg poh ggz thor zorro
    ref trans via alles iets niets alsof want soms samen binnen buiten wijs wonen zijn hebben
    werk wens hulp rol lees zie meer minder graag gratis open dicht snel traag start stop case
    file care
    """
    )
)
PARTICLES = re.compile(
    r"^(?:van|de|der|den|het|'t|'s|ter|ten|te|op|in|la|le|el|al|da|dos|du|von|zu|di|del|abu|ben|bin|"
    r"ait|st|o'|d')\b[ '-]*"
)
CYRILLIC = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьыэюяёъј",
        _words(
            "a b v g g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch | y e iu ia e | j"
        ),
        strict=True,
    )
)


def fold(word: str) -> str:
    """Lower case without diacritics; Cyrillic becomes Latin. Mirrors the checklist's folding."""
    word = word.lower().translate(str.maketrans("ßłøıđæœəðþ", "sloidaoedt"))
    if re.search("[а-яґєії]", word):
        word = "".join(CYRILLIC.get(c, c) for c in word).replace("|", "")
    parts = unicodedata.normalize("NFKD", word)
    return "".join(c for c in parts if not unicodedata.combining(c))


def faker_names(locale: str) -> tuple[set[str], set[str]]:
    """First names and surnames of one locale, as Faker writes them."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    first: set[str] = set()
    last: set[str] = set()
    for attribute in dir(provider):
        if "name" not in attribute or "format" in attribute or "language" in attribute:
            continue
        value = getattr(provider, attribute)
        if not isinstance(value, (list, tuple, dict)):
            continue
        words = {x if isinstance(x, str) else x[0] for x in value}
        (last if "last" in attribute or "surname" in attribute else first).update(words)
    return first, last


def mimesis_names(locale: str) -> tuple[set[str], set[str]]:
    """First names and surnames of one locale, as mimesis writes them."""
    path = Path(mimesis.__file__).parent / "datasets" / locale / "person.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    return set(_flat(data.get("names", {}))), set(_flat(data.get("surnames", {})))


def _flat(held: object) -> Iterator[str]:
    """All texts in lists and tables of lists."""
    if isinstance(held, str):
        yield held
    else:
        for part in held.values() if isinstance(held, dict) else held:  # type: ignore[attr-defined]
            yield from _flat(part)


def latin(words: Iterable[str]) -> set[str]:
    """Single folded words of at least two Latin letters; particles in front are cut off."""
    found = set()
    for word in words:
        folded = fold(word)
        while (cut := PARTICLES.sub("", folded)) != folded and cut:
            folded = cut
        for part in re.split(r"[ -]+", folded):
            bare = part.strip("'’.")
            if re.fullmatch(r"[a-z]{2,}(?:['’][a-z]+)?", bare) and bare not in NEVER:
                found.add(bare.replace("’", "'"))
    return found


PRIOR = 0.3  # count of a trigram that was not seen
FEWEST = 3  # trigrams seen less often in names and words together are left out


def trigrams(word: str) -> Iterator[str]:
    """The trigrams of a word, with its ends marked: "^da", "daa", "aan", "an$"."""
    marked = f"^{word}$"
    return (marked[i : i + 3] for i in range(len(marked) - 2))


def name_scores(names: set[str], words: set[str]) -> dict[str, int]:
    """Hundredths of the log odds of each trigram in first names against ordinary words."""
    in_names = Counter(t for name in names for t in trigrams(name))
    in_words = Counter(t for word in words for t in trigrams(word))
    offset = math.log(in_words.total()) - math.log(in_names.total())
    return {
        t: round(100 * (math.log(in_names[t] + PRIOR) - math.log(in_words[t] + PRIOR) + offset))
        for t in in_names.keys() | in_words.keys()
        if in_names[t] + in_words[t] >= FEWEST
    }


def read_sections(path: Path) -> dict[str, set[str]]:
    """Words of a hand-written list, per section; lines that start with # are remarks."""
    sections: dict[str, set[str]] = {}
    words: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            words = sections.setdefault(line.strip("[] ").split(":")[0], set())
        elif line and not line.startswith("#"):
            words.update(fold(w) for w in line.split())
    return sections


def write(name: str, remark: str, sections: dict[str, set[str]]) -> None:
    """Write one list, sorted, several words on a line so that a change is easy to read."""
    lines = [f"# {part}" for part in remark.strip().splitlines()]
    for section, words in sections.items():
        lines.append(f"[{section}]")
        line = ""
        for word in sorted(words):
            if len(line) + len(word) > 98:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        if line:
            lines.append(line)
    (DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def corpus_texts() -> list[str]:
    """The handreiking and the law articles."""
    corpus = DATA.parent.parent.parent.parent / "corpus"
    texts = [p.read_text(encoding="utf-8") for p in sorted(corpus.glob("handreiking-*.md"))]
    return texts + [p.read_text(encoding="utf-8") for p in sorted(corpus.glob("wetten/*.jsonl"))]


def question_texts() -> list[str]:
    """The questions of the corpus, in which nobody is named."""
    corpus = DATA.parent.parent.parent.parent / "corpus"
    paths = [*sorted(corpus.glob("questions/*.jsonl")), corpus / "outside.jsonl"]
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [json.loads(line) for line in lines]
    return [q for row in rows for q in row.get("questions") or [row["question"]]]


OFTEN = 5  # times that a common word of the field is written


def small_words(texts: list[str], least: int = 1) -> set[str]:
    """Words that are written without a capital: no name, also when written with one.

    Words that the texts only write with a capital are left out: those may be authors. So are those
    that are written less often than `least`.
    """
    found: Counter[str] = Counter()
    for text in texts:
        for word in re.findall(
            r"(?<![\w'-])[a-zà-ÿ]{2,}(?![\w'-])", re.sub(r"\S*[/@]\S*", " ", text)
        ):
            found[fold(word)] += 1
    return {w for w, n in found.items() if n >= least and re.fullmatch(r"[a-z]{2,}", w)}


def main() -> None:
    """Write names.txt, words.txt and places.txt."""
    own = read_sections(DATA / "own_names.txt")
    weak = read_sections(DATA / "ambiguous.txt")
    zipf = wordfreq.zipf_frequency
    near_first: set[str] = set()
    near_last: set[str] = set()
    wide_first: set[str] = set()
    wide_last: set[str] = set()
    for locales, first_set, last_set in (
        (NEAR, near_first, near_last),
        (WIDE, wide_first, wide_last),
    ):
        for locale in locales:
            first, last = faker_names(locale)
            first_set |= latin(first)
            (last_set if locale in HOME else wide_last).update(latin(last))
    home_last: set[str] = set()
    for locales, first_set in ((NEAR_TOO, near_first), (WIDE_TOO, wide_first)):
        for locale in locales:
            first, last = mimesis_names(locale)
            first_set |= {n for n in latin(first) if zipf(n, "nl") < FIRST_TOO_IS_WORD}
            (home_last if locale in HOME_TOO else wide_last).update(latin(last))
    near_last |= {n for n in home_last if zipf(n, "nl") < HOME_TOO_IS_WORD}
    wide_last |= home_last
    ambiguous = weak["first"] | weak["surname"]
    own_all = own["first"] | own["surname"]
    near_last = {n for n in near_last if n not in ambiguous and zipf(n, "nl") < SURNAME_IS_WORD}
    near_first -= ambiguous
    # A rare foreign name that is an English word ("brook", "gale") clashes with English questions.
    near_last = {n for n in near_last if zipf(n, "en") < 3.6 or zipf(n, "nl") > zipf(n, "en")}
    near_first = {n for n in near_first if len(n) > 2}
    near_last = {n for n in near_last if len(n) > 2}
    corpus = small_words(corpus_texts())
    near_first -= corpus - own_all
    near_last -= corpus - own_all
    known = own_all | near_first | near_last | ambiguous
    wide_first = {
        n
        for n in wide_first - known
        if len(n) > 2 and zipf(n, "nl") < 2.4 and zipf(n, "en") < FIRST_NAME_IS_WORD
    }
    wide_last = {n for n in wide_last - known - wide_first if len(n) > 2 and zipf(n, "nl") < 2.4}
    wide_last = {n for n in wide_last if zipf(n, "en") < FIRST_NAME_IS_WORD}
    write(
        "names.txt",
        f"Built by scripts/build_name_lists.py from Faker {faker.VERSION} and mimesis\n"
        f"{version('mimesis')} (both MIT licence). Lower case, without diacritics. Do not edit:\n"
        "own_names.txt and ambiguous.txt are there for that.",
        {
            "first": near_first - own["first"],
            "surname": near_last - own["surname"],
            "first-wide": wide_first,
            "surname-wide": wide_last,
        },
    )
    strong = (own_all | near_first | near_last) - ambiguous
    words = set()
    for language, count in (("nl", WORDS_DUTCH), ("en", WORDS_ENGLISH)):
        for word in wordfreq.top_n_list(language, count):
            folded = fold(word)
            if re.fullmatch(r"[a-z]{2,}", folded) and folded not in strong:
                words.add(folded)
    words |= corpus - strong
    names = strong | wide_first | wide_last
    asked = small_words(question_texts()) - names
    common = {fold(w) for w in wordfreq.top_n_list("nl", COMMON_DUTCH)} & words
    seldom = ambiguous - small_words(corpus_texts() + question_texts())
    common |= (
        small_words(corpus_texts() + question_texts(), OFTEN) - strong - wide_first - wide_last
    )
    write(
        "words.txt",
        "Built by scripts/build_name_lists.py from the words of the corpus and from wordfreq\n"
        "3.1.1 (data CC BY-SA 4.0, Robyn Speer and contributors): the most frequent Dutch and\n"
        "English words that are not names in the other lists, without their frequencies. Lower\n"
        "case, without diacritics. Common: those that are written most. Seldom: names that are\n"
        "words too, but none of this field. Do not edit.",
        {"word": words | asked, "common": common, "seldom": seldom},
    )
    plain = {w for w in words if len(w) > 3 and w not in known}
    first = {n for n in own["first"] | near_first if len(n) > 3 and n.isalpha() and n not in plain}
    scores = name_scores(first, plain)
    write(
        "name_trigrams.txt",
        "Built by scripts/build_name_lists.py from the first names and words of the other lists:\n"
        "trigrams (^ begins a word, $ ends it) with hundredths of their log odds in names against\n"
        "words. Do not edit.",
        {"trigram": {f"{t}={score}" for t, score in scores.items()}},
    )
    places = {fold(city).replace(" ", "_") for city in DutchPlaces.cities}
    write(
        "places.txt",
        f"Built by scripts/build_name_lists.py from Faker {faker.VERSION} (MIT licence), cities\n"
        "of its nl_NL provider. Lower case, without diacritics, _ for a space. Do not edit.",
        {"place": places},
    )
    scripts: set[str] = set()
    held = [faker_names(locale) for locale in SCRIPTS]
    held += [mimesis_names(locale) for locale in SCRIPTS_TOO]
    for first, last in held:
        for name in first | last:
            for part in name.lower().split():
                if len(part) > 2 and not re.search("[a-z]", part):
                    scripts.add(part)
    write(
        "names_scripts.txt",
        f"Built by scripts/build_name_lists.py from Faker {faker.VERSION} and mimesis\n"
        f"{version('mimesis')} (both MIT licence): names in\n"
        "Arabic, Cyrillic, Greek and Hebrew script. Do not edit.",
        {"name": scripts},
    )


if __name__ == "__main__":
    main()
