"""From Dutch text to the references to law in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from assistant.citations import grammar as g
from assistant.citations import patterns as p
from assistant.citations.laws import BW, Law, LawBook, Mention, law_book
from assistant.citations.mentions import find_laws
from assistant.citations.model import Context, Kind, Reference


@dataclass(slots=True)
class _Draft:
    """A reference under construction."""

    start: int
    end: int
    kind: Kind = Kind.ARTICLE
    article: str | None = None
    lid: str | None = None
    onderdeel: str | None = None
    law: Law | None = None
    law_text: str | None = None
    settled: bool = False  # whether the law is decided, even when it is unknown


def parse_references(text: str, within: Context | None = None) -> list[Reference]:
    """Find every reference to law in a text.

    Spans: the first reference of a list runs from the word artikel(en) to its own number and
    parts, the next ones cover their own number and parts; the law's name belongs to the span it
    is adjacent to, a bracket in between breaks that; a range is two references, its two ends;
    "eerste en vierde lid" is one reference for each lid. Where the context makes the law certain
    ("dat artikel", "het tweede lid", "artikel 5 van die wet"), it is filled in.

    Args:
        text: any text; it is read as it is, offsets count its characters.
        within: the law and article the text is part of, when it is itself the text of a law.

    Returns:
        References in order of appearance; spans never overlap.

    >>> [(r.text, r.article, r.lid) for r in parse_references("zie art. 7.3.11 lid 4 Jw")]
    [('art. 7.3.11 lid 4 Jw', '7.3.11', '4')]
    """
    return Reader(text, within or Context()).read()


class Reader:
    """One pass over one text; remembers what "dat artikel" and "die wet" can mean."""

    def __init__(self, text: str, within: Context, *, lenient: bool = False) -> None:
        """Look for the laws that the text names.

        Args:
            text: the text to read.
            within: the law and article that the text is part of.
            lenient: whether a number right behind a law is an article too ("jeugdwet 7.3.11"),
                and a number of three parts without any law.
        """
        self.text = text
        self.lenient = lenient
        self.laws = law_book()
        self.within = within
        self.own_law = self.laws.by_id(within.law_id)
        if within.law_id and self.own_law is None:
            self.own_law = Law(
                id=within.law_id, title=within.law_id, short=within.law_id, kind="wet"
            )
        self.mentions = find_laws(text)
        self.starts = {m.start: m for m in self.mentions}
        self.ends = {m.end: m for m in self.mentions}
        self.order = [m.start for m in self.mentions]
        self.found: list[Reference] = []
        self.last_law: Law | None = self.own_law
        self.last_article: _Draft | None = None
        if within.article:
            self.last_article = _Draft(0, 1, article=within.article, law=self.own_law, settled=True)
        self.taken = 0  # end of the last reference; nothing before it may be used again

    def read(self) -> list[Reference]:
        """All references, in order."""
        text, position = self.text, 0
        anchor = g.anchor(lenient=self.lenient)
        while (match := anchor.search(text, position)) is not None:
            kind = (match.lastgroup or "").partition("_")[0]
            handler = getattr(self, "_read_" + kind)
            position = max(handler(match), match.start() + 1)
        return self.found

    # -- one handler per anchor; each returns where reading goes on --

    def _read_article(self, match: re.Match[str]) -> int:
        word = match.group().lower()
        plural = "en" in word or word.startswith(("artt", "artn"))
        return self._read_list(match.start(), match.end(), plural=plural, bare=False)

    def _read_bare(self, match: re.Match[str]) -> int:
        start = match.start()
        number = match.group()
        inside = self._mention_before(start + 1)
        if inside is not None and inside.end > start:
            return max(inside.end, match.end())
        if not number[0].isdigit():
            return match.end()
        if number.isdigit() and 1900 <= int(number) < 2100:
            return match.end()
        if re.fullmatch(r"\d{1,3}\.000", number):
            return match.end()
        before = self.text[max(0, start - 24) : start].rsplit(None, 1)
        word = before[-1].lower().lstrip("(").rstrip(".") if before else ""
        if word in g.NUMBERED_THINGS or (number.isdigit() and word in g.COUNTING):
            return match.end()
        return self._read_list(start, start, plural=True, bare=True)

    def _read_that(self, match: re.Match[str]) -> int:
        antecedent = self.last_article
        if match.group().lower().startswith("dit") and self.within.article:
            antecedent = _Draft(0, 1, article=self.within.article, law=self.own_law)
        if antecedent is None:
            return match.end()
        if re.match(
            r"[ ](?:in|uit|over|op|van)[ ](?:de|het|een)[ ](?!Wet|wet)",
            self.text[match.end() : match.end() + 20],
        ):
            return match.end()
        if not self.within.article and g.WRITING.match(self.text, match.end()):
            return match.end()
        drafts = self._parts(match.start(), match.end(), plural=False)
        for draft in drafts:
            draft.article, draft.law, draft.settled = antecedent.article, antecedent.law, True
        tail = self._law_after(drafts[-1].end)
        if tail is not None and tail[0] is antecedent.law:
            drafts[-1].end, drafts[-1].law_text = tail[2], tail[1]
        return self._emit(drafts)

    def _read_lid(self, match: re.Match[str]) -> int:
        start = match.start()
        lid_start = start
        the = re.match(rf"(?i:het|de|dat|dit){p.SPACE}", match.group())
        if the:
            lid_start = start + the.end()
        drafts = self._parts(lid_start, lid_start, plural=False, first_is_lid=True)
        if not drafts or drafts[0].lid is None:
            return match.end()
        drafts[0].start = start
        end = drafts[-1].end
        text = self.text
        of = g.OF_ARTICLE.match(text, end)
        number = g.NUMBER.match(text, of.end()) if of else None
        if number is not None:
            drafts[-1].end = number.end()
            for draft in drafts:
                draft.article = number.group()
            tail = self._law_after(number.end())
            self._give_law(drafts, tail)
            return self._emit(drafts)
        that = g.OF_THAT_ARTICLE.match(text, end)
        if that:
            drafts[-1].end = that.end()
        elif (
            g.OF_SOMETHING.match(text, end)
            and not (self.within.article)
            and (self.last_article is None or the is None)
        ):
            return max(match.end(), drafts[-1].end)
        antecedent = self.last_article
        if self.within.article and not that:
            antecedent = _Draft(0, 1, article=self.within.article, law=self.own_law)
        if antecedent is None and not (
            the is not None
            and (
                g.LEGAL_BEFORE.search(text[max(0, start - 24) : start])
                or g.LEGAL_BEHIND.match(text, end)
            )
        ):
            return max(match.end(), drafts[-1].end)
        for draft in drafts:
            if antecedent is not None:
                draft.article, draft.law = antecedent.article, antecedent.law
            draft.settled = True
        return self._emit(drafts, remember=False)

    def _read_recital(self, match: re.Match[str]) -> int:
        text = self.text
        drafts: list[_Draft] = []
        position, start = match.end(), match.start()
        while (number := g.RECITAL_NUMBER.match(text, position)) is not None:
            drafts.append(
                _Draft(start, number.end(), Kind.RECITAL, article=f"overweging {number.group(1)}")
            )
            separator = g.SEPARATOR.match(text, number.end())
            if separator is None:
                break
            position = start = separator.end()
            bracket = g.OPENING.match(text, position)
            if bracket:
                position += 1
        if not drafts:
            return match.end()
        preamble = g.OF_PREAMBLE.match(text, drafts[-1].end)
        tail = self._law_after(preamble.end() if preamble else drafts[-1].end)
        before = self._law_before(drafts[0].start)
        if tail is None and before is None:
            bracketed = self._law_in_bracket(drafts[-1].end)
            law = bracketed[0] if bracketed else self._same_sentence(drafts[0].start)
            if law is None or not law.is_european:
                return drafts[-1].end
            for draft in drafts:
                draft.law, draft.settled = law, True
            return self._emit(drafts, remember=False)
        self._give_law(drafts, tail)
        if tail is None and before is not None:
            self._take_before(drafts, before)
        return self._emit(drafts, remember=False)

    def _read_chapter(self, match: re.Match[str]) -> int:
        word = match.group().strip().lower().rstrip(".")
        name = "hoofdstuk"
        for known in ("titel", "afdeling", "paragraaf"):
            if word.startswith(known) or (known == "paragraaf" and word[:3] in g.PARAGRAPH):
                name = known
        text = self.text
        drafts: list[_Draft] = []
        position, start = match.end(), match.start()
        while (number := g.CHAPTER_NUMBER.match(text, position)) is not None:
            drafts.append(
                _Draft(start, number.end(), Kind.CHAPTER, article=f"{name} {number.group()}")
            )
            separator = g.SEPARATOR.match(text, number.end())
            if separator is None:
                break
            position = start = separator.end()
        if not drafts:
            return match.end()
        end = drafts[-1].end
        of_book = g.OF_BOOK.match(text, end)
        tail = self._law_after(of_book.end() if of_book else end)
        if tail is None:
            quoted = g.QUOTED_HEADING.match(text, end)
            tail = self._law_after(quoted.end()) if quoted else None
        if tail is not None:
            self._give_law(drafts, tail)
            return self._emit(drafts, remember=False)
        before = self._law_before(drafts[0].start)
        if before is not None:
            self._take_before(drafts, before)
            return self._emit(drafts, remember=False)
        if self.own_law is not None:
            for draft in drafts:
                draft.law, draft.settled = self.own_law, True
            return self._emit(drafts, remember=False)
        return drafts[-1].end

    def _read_ecli(self, match: re.Match[str]) -> int:
        return self._identifier(match, Kind.ECLI)

    def _read_kamerstuk(self, match: re.Match[str]) -> int:
        return self._identifier(match, Kind.KAMERSTUK)

    def _read_staatsblad(self, match: re.Match[str]) -> int:
        return self._identifier(match, Kind.STAATSBLAD)

    def _read_bwb(self, match: re.Match[str]) -> int:
        return self._identifier(match, Kind.BWB, law_id=match.group())

    def _read_celex(self, match: re.Match[str]) -> int:
        return self._identifier(match, Kind.CELEX, law_id=match.group()[-10:].lstrip(": "))

    def _read_jci(self, match: re.Match[str]) -> int:
        fields = dict(re.findall(r"&(?:amp;)?([a-z-]+)=([^&]+)", match.group()))
        law_id = re.search(p.BWB, match.group())
        return self._identifier(
            match,
            Kind.JCI,
            law_id=law_id.group() if law_id else None,
            article=fields.get("artikel"),
            lid=fields.get("lid"),
            onderdeel=fields.get("o") or fields.get("onderdeel"),
        )

    def _identifier(
        self,
        match: re.Match[str],
        kind: Kind,
        *,
        law_id: str | None = None,
        article: str | None = None,
        lid: str | None = None,
        onderdeel: str | None = None,
    ) -> int:
        law = self.laws.by_id(law_id)
        if article and law is not None and law.book and ":" not in article:
            article = f"{law.book}:{article}"
        self.found.append(
            Reference(
                text=match.group(),
                start=match.start(),
                end=match.end(),
                kind=kind,
                law_id=law_id,
                article=article,
                lid=lid,
                onderdeel=onderdeel,
            )
        )
        self.taken = match.end()
        return match.end()

    # -- lists of articles --

    def _read_list(self, start: int, position: int, *, plural: bool, bare: bool) -> int:
        """Read "artikelen 5, eerste lid, en 6 AVG jo. artikel 9"; `position` is at a number."""
        text = self.text
        drafts: list[_Draft] = []
        open_from = 0  # drafts from here wait for the law that closes the list
        item_start = start
        named = not bare  # whether the word artikel stands before this item
        chained = after_comma = False
        while True:
            number = g.NUMBER.match(text, position)
            if number is None:
                break
            items = self._item(item_start, number, plural=plural)
            end = items[-1].end
            tail = self._law_after(end, dotted="." in number.group())
            separator = g.SEPARATOR.match(text, end)
            if not named and not self._is_article(
                number, items, tail, plural, bare, chained, after_comma, bool(drafts)
            ):
                break
            drafts += items
            if tail is not None:
                self._give_law(drafts[open_from:], tail)
                if drafts[-1].lid is None and drafts[-1].onderdeel is None:
                    self._parts_behind_law(drafts, plural=plural)
                open_from = len(drafts)
                end = drafts[-1].end
                separator = g.SEPARATOR.match(text, end)
            elif (aside := self._law_in_bracket(end)) is not None:
                for draft in drafts[open_from:]:
                    draft.law, draft.law_text, draft.settled = aside[0], aside[1], True
                open_from = len(drafts)
                if aside[2] and (bracket := g.SEPARATOR.match(text, aside[2])):
                    separator = bracket
            if separator is None:
                break
            chained = bool(g.CHAIN.match(text, end))
            after_comma = bool(g.COMMA.match(text, end))
            again = g.ARTICLE_AGAIN.match(text, separator.end())
            if again and g.NUMBER.match(text, again.end()):
                if not chained and separator.group().strip() in (",", ";"):
                    break
                if self.own_law is not None and not chained:
                    # In a law "artikel 5 of de artikelen 16 en 17 van de AVG": 5 is its own.
                    for draft in drafts[open_from:]:
                        draft.law, draft.settled = self.own_law, True
                    open_from = len(drafts)
                named, bare = True, False
                position = again.end()
                the = g.SMALL_WORDS.match(text, separator.end())
                item_start = the.end() if the else separator.end()
                word = text[item_start : again.end()].lower()
                plural = "en" in word or word.startswith("artt")
            else:
                named = False
                position = item_start = separator.end()
        if not drafts:
            return max(position, start + 1) if not bare else self._number_end(start)
        if bare and not any(draft.settled for draft in drafts):
            sure = self.lenient or g.UNMISTAKABLE.fullmatch(drafts[0].article or "")
            before = self._law_before(drafts[0].start) if sure else None
            if before is not None:
                self._take_before(drafts, before)
            elif not (self.lenient and g.UNMISTAKABLE.fullmatch(drafts[0].article or "")):
                return drafts[-1].end  # not again from the next number: that would be quadratic
        elif bare and open_from < len(drafts):
            drafts = drafts[:open_from]
        end = drafts[-1].end
        if not drafts[-1].settled and g.NOT_LAW.match(text, end):
            return end
        if not drafts[0].settled:
            before = self._law_before(drafts[0].start)
            if before is not None:
                self._take_before([d for d in drafts if not d.settled], before)
            elif self.own_law is None and not drafts[-1].settled and self._in_contract(start):
                return end
        other = not drafts[-1].settled and bool(g.SOME_LAW.match(self.text, end))
        for draft in drafts:
            if draft.law is None and text[start : start + 8].lower() == "grondwet" and not bare:
                draft.law, draft.settled = self.laws.by_name("Grondwet"), True
            if not draft.settled and not other:
                draft.law = self._from_context(draft)
        if (
            drafts[0].law is None
            and not bare
            and g.CATALOGUE_NUMBER.fullmatch(drafts[0].article or "")
        ):
            return end
        return self._emit(drafts)

    def _in_contract(self, start: int) -> bool:
        """Whether the sentence so far is about a contract: "Het huurcontract bepaalt in ..."."""
        before = g.SENTENCE_BREAK.split(self.text[max(0, start - 100) : start])[-1]
        return bool(g.CONTRACT.search(before))

    def _parts_behind_law(self, drafts: list[_Draft], *, plural: bool) -> None:
        """Read "artikel 6 AVG, eerste lid": leden and onderdelen that come after the law."""
        last = drafts[-1]
        parts = self._parts(last.start, last.end, plural=plural)
        for part in parts:
            part.article, part.law, part.law_text = last.article, last.law, last.law_text
            part.settled = True
        drafts[-1:] = parts

    def _number_end(self, start: int) -> int:
        number = g.NUMBER.match(self.text, start)
        return number.end() if number else start + 1

    def _is_article(
        self,
        number: re.Match[str],
        items: list[_Draft],
        tail: tuple[Law | None, str, int] | None,
        plural: bool,
        bare: bool,
        chained: bool,
        after_comma: bool,
        follows: bool,
    ) -> bool:
        """Whether a number without the word artikel before it is the next article of the list."""
        label = number.group()
        if bare and tail is not None and tail[0] is None and not follows and label.isdigit():
            return False  # "12 VWO" names no law
        if bare and tail is not None and label.isdigit() and items[-1].end == number.end():
            return tail[1] not in g.ALSO_A_BENEFIT and not g.THINGS_BEHIND.match(self.text, tail[2])
        if tail is not None or items[0].lid is not None:
            return True
        if "." in label or ":" in label:
            return not re.fullmatch(r"\d{1,3}\.000", label)
        if not label[0].isdigit():
            return False
        if bare and not follows:
            sure = self.lenient or g.UNMISTAKABLE.fullmatch(label)
            if sure and self._law_before(number.start()) is not None:
                return True
            after = g.SEPARATOR.match(self.text, number.end())
            return bool(after and g.NUMBER.match(self.text, after.end()))
        if g.UNIT_FOLLOWS.match(self.text, number.end()):
            return False
        if chained or not after_comma:
            return True
        # "artikel 8, 9 of 10" goes on, "artikel 8, 3 collega's en" does not
        following = g.SEPARATOR.match(self.text, number.end())
        if items[-1].end > number.end():  # "19, aanhef, en 20"
            return True
        return following is not None and (
            bool(g.AND_ANOTHER.match(self.text, number.end()))
            or (plural and bool(g.NUMBER.match(self.text, following.end())))
            or (plural and bool(g.ARTICLE_AGAIN.match(self.text, following.end())))
            or bool(g.CONTINUES_LIST.match(self.text, number.end()))
        )

    def _item(self, start: int, number: re.Match[str], *, plural: bool) -> list[_Draft]:
        """The references of one article number with its leden and onderdelen."""
        label = number.group()
        drafts = self._parts(start, number.end(), plural=plural)
        point = g.POINT_LETTER.match(self.text, number.end())
        if point and label.count(".") == 1 and self._law_after(point.end()) is not None:
            label, _, lid = label.partition(".")
            drafts = [_Draft(start, point.end(), lid=lid, onderdeel=point.group(1))]
        so_on = g.AND_SO_ON.match(self.text, drafts[-1].end)
        if so_on:
            drafts[-1].end = so_on.end()
        for draft in drafts:
            draft.article = label
        return drafts

    def _parts(
        self, start: int, position: int, *, plural: bool, first_is_lid: bool = False
    ) -> list[_Draft]:
        """Read leden and onderdelen from `position`; the first draft begins at `start`."""
        text = self.text
        drafts = [_Draft(start, position)]
        bracketed = g.BRACKETED.match(text, position)
        if bracketed:
            drafts[0].lid = bracketed.group(1) or bracketed.group(3)
            drafts[0].onderdeel = bracketed.group(2) or bracketed.group(4)
            drafts[0].end = bracketed.end()
            while drafts[0].onderdeel and (more := g.BRACKETED_NEXT.match(text, drafts[-1].end)):
                drafts.append(
                    _Draft(
                        more.start(1) - 1, more.end(), lid=drafts[0].lid, onderdeel=more.group(1)
                    )
                )
            return drafts
        first = True
        while True:
            if first_is_lid and first:
                at = position
            else:
                gap = g.COMMA_GAP.match(text, position) if first else None
                if first and gap is None:
                    break
                at = gap.end() if gap else position
            if not first:
                separator = g.SEPARATOR.match(text, position)
                if separator is None:
                    break
                at = separator.end()
                the = g.LEADING_THE.match(text, at)
                if the:
                    at = the.end()
            words = g.LIDS_WORDS.match(text, at)
            digits = None if words else g.LIDS_DIGITS.match(text, at)
            if not words and not digits:
                break
            if not first:
                drafts.append(_Draft(at, at))
            if words:
                self._lids_in_words(drafts, words)
            elif digits:
                self._lids_in_digits(drafts, at, plural=plural)
            first = False
            self._onderdelen(drafts)
            position = drafts[-1].end
        if first:
            self._onderdelen(drafts)
        return drafts

    def _lids_in_words(self, drafts: list[_Draft], match: re.Match[str]) -> None:
        ordinals = list(g.ORDINAL.finditer(self.text, match.start(), match.end()))
        for index, ordinal in enumerate(ordinals):
            if index:
                drafts.append(_Draft(ordinal.start(), ordinal.end()))
            drafts[-1].lid = str(p.ordinal_value(ordinal.group()))
            drafts[-1].end = ordinal.end()
        drafts[-1].end = match.end()

    def _lids_in_digits(self, drafts: list[_Draft], at: int, *, plural: bool) -> None:
        text = self.text
        word = g.LID_WORD.match(text, at)
        number = g.LID_NUMBER.match(text, word.end()) if word else None
        many = text[at : at + 5].lower() == "leden"
        while number is not None:
            drafts[-1].lid, drafts[-1].end = number.group(), number.end()
            separator = g.SEPARATOR.match(text, number.end())
            if separator is None or g.CHAIN.match(text, number.end()) or (plural and not many):
                return
            following = g.LID_NUMBER.match(text, separator.end())
            if following is None:
                return
            after = following.end()
            # "6 lid 1 en 9 lid 2": the next number is an article when a lid follows it
            if g.LID_FOLLOWS.match(text, after):
                return
            if (
                separator.group().strip() in (",", ";", "/")
                and not many
                and not g.SEPARATOR.match(text, after)
            ):
                return
            if g.UNIT_FOLLOWS.match(text, after):
                return
            drafts.append(_Draft(following.start(), following.end()))
            number = following

    def _onderdelen(self, drafts: list[_Draft]) -> None:
        """Read volzin, aanhef and onderdelen behind the last draft; letters add drafts."""
        text = self.text
        draft = drafts[-1]
        sentence = g.SENTENCE_PART.match(text, draft.end)
        if sentence:
            draft.end = sentence.end()
        aanhef = g.AANHEF.match(text, draft.end)
        part = g.PART.match(text, aanhef.end() if aanhef else draft.end)
        if part is None and aanhef is not None:
            bare_end = g.AANHEF_ONLY.match(text, draft.end)
            if bare_end:
                draft.end = bare_end.end()
            return
        if part is None:
            bracketed = g.LETTER_IN_BRACKETS.match(text, draft.end)
            if bracketed and draft.lid:
                draft.onderdeel, draft.end = bracketed.group(1), bracketed.end()
                return
            naked = g.NAKED_LETTER.match(text, draft.end)
            if naked and draft.lid and self._law_after(naked.end()) is not None:
                draft.onderdeel, draft.end = naked.group("letter"), naked.end()
            return
        lid = draft.lid
        letter = _letter(part.group("letter"))
        draft.end = self._close(part.end("letter"))
        while True:
            draft = drafts[-1]
            draft.onderdeel = letter
            if letter[0].isalpha():
                self._subparts(drafts, letter)
            draft = drafts[-1]
            following = g.LETTER_NEXT.match(text, draft.end)
            if following is None or g.CHAIN.match(text, draft.end):
                return
            raw = following.group("letter")
            if not self._continues(letter, raw, following):
                return
            letter = _letter(raw)
            drafts.append(_Draft(following.start("letter"), self._close(following.end("letter"))))
            drafts[-1].lid = lid

    def _continues(self, letter: str, raw: str, following: re.Match[str]) -> bool:
        """Whether "en b" goes on with a list of onderdelen."""
        if raw[0].isdigit():
            if letter[0].isalpha():
                return False
            after = self.text[following.end() : following.end() + 6]
            return not re.match(r"[ ](?:lid|dag|wek|maa|jaa|uur)", after)
        if raw == "u" and self.text[following.end() : following.end() + 1] == " ":
            return False
        return letter[0].isalpha() or len(raw) > 1

    def _subparts(self, drafts: list[_Draft], letter: str) -> None:
        text = self.text
        draft = drafts[-1]
        sub = g.SUBPART.match(text, draft.end)
        if sub is None:
            return
        lid = draft.lid
        draft.onderdeel = f"{letter}, {sub.group('named') or sub.group('degree')}°"
        draft.end = sub.end()
        while (following := g.DEGREE_NEXT.match(text, drafts[-1].end)) is not None:
            drafts.append(
                _Draft(
                    following.start("degree"),
                    following.end(),
                    lid=lid,
                    onderdeel=f"{letter}, {following.group('degree')}°",
                )
            )

    def _close(self, position: int) -> int:
        """Include the bracket of "onder e)" unless an opening one waits for it."""
        if self.text[position : position + 1] == ")":
            line = self.text[max(0, position - 200) : position]
            if line.count("(") <= line.count(")"):
                return position + 1
        return position

    # -- laws --

    def _law_after(self, end: int, *, dotted: bool = False) -> tuple[Law | None, str, int] | None:
        """The law named behind a reference: the law, its words and where they end."""
        text = self.text
        for link in (g.LINK, g.DIRECT):
            match = link.match(text, end)
            if match is None:
                continue
            at = match.end()
            mention = self.starts.get(at)
            if mention is not None:
                return mention.law, mention.text, mention.end
            folded = g.LOWER_WORD.match(text, at)
            if folded and folded.group() not in g.PLAIN_WORDS:
                law = self.laws.by_folded_abbreviation.get(folded.group())
                if law is not None:
                    return law, folded.group(), folded.end()
            unknown = g.UNKNOWN_NAME.match(text, at)
            if unknown and unknown.group() not in g.NO_ABBREVIATION:
                return None, unknown.group(), unknown.end()
            short = g.UNKNOWN_ABBREVIATION.match(text, at)
            if (
                short
                and "," not in match.group()
                and short.group().split()[0] not in g.NO_ABBREVIATION
            ):
                return None, short.group(), short.end()
        this = g.THIS_LAW.match(text, end)
        if this:
            return self._this_law(this), this["text"], this.end()
        if dotted and (dot := g.DOT_DIRECT.match(text, end)):
            mention = self.starts.get(dot.end())
            if mention is not None:
                return mention.law, mention.text, mention.end
        return None

    def _this_law(self, match: re.Match[str]) -> Law | None:
        which, kind = match["which"].lower(), match["kind"].lower()
        kinds = g.THIS_KIND[kind]
        if which in ("deze", "dit") and self.own_law is not None:
            return self.own_law
        if which in ("de", "het") and self.own_law is not None and self.own_law.kind in kinds:
            return self.own_law
        mention = self._mention_before(match.start())
        law = mention.law if mention is not None else self.last_law
        if law is not None and law.kind in kinds:
            return law
        return None

    def _law_in_bracket(self, end: int) -> tuple[Law, str, int] | None:
        """The law in brackets behind a reference, or behind an aside in brackets."""
        text = self.text
        bracket = g.BRACKET_LAW.match(text, end)
        if bracket:
            mention = self.starts.get(bracket.end())
            if mention is not None and text[mention.end : mention.end + 1] in (")", ",", ";"):
                close = text[mention.end : mention.end + 1] == ")"
                return mention.law, mention.text, mention.end + 1 if close else 0
        if text[end : end + 1] == ")":  # "(artikel 7.3.11) van de Jeugdwet"
            behind = g.LINK.match(text, end + 1)
            mention = self.starts.get(behind.end()) if behind else None
            if mention is not None:
                return mention.law, mention.text, 0
        aside = g.BRACKET_ASIDE.match(text, end)
        if aside:
            for link in (g.LINK, g.DIRECT):
                match = link.match(text, aside.end())
                mention = self.starts.get(match.end()) if match else None
                if mention is not None:
                    return mention.law, mention.text, mention.end
        return None

    def _law_before(self, start: int) -> tuple[Law, str, int] | None:
        """The law named right before a reference: law, words, and where the span may begin.

        The last value is -1 when a bracket stands in between.
        """
        text = self.text
        at = start
        back = text[max(0, start - 12) : start]
        link = re.search(r"(?:(?<!\.)[,:]?[ \xa0\n]{1,3})\Z", back)
        if link:
            at = start - len(link.group())
            mention = self.ends.get(at)
            if mention is not None and mention.start >= self.taken:
                return mention.law, mention.text, mention.start
        opening = re.search(r"[ \xa0\n]{0,2}\((?:(?:zie|vgl\.|o\.a\.)[ ])?\Z", back)
        if opening:
            mention = self.ends.get(start - len(opening.group()))
            if mention is not None and mention.start >= self.taken:
                return mention.law, mention.text, -1
        if text[at - 1 : at] == ")":
            mention = self._mention_before(at)
            if mention is not None and at - mention.end < 60 and mention.start >= self.taken:
                between = text[mention.end : at]
                if re.fullmatch(r"[ ]?\([^()]{0,50}\)|\)", between):
                    return mention.law, mention.text, -1
        return None

    def _take_before(self, drafts: list[_Draft], before: tuple[Law, str, int]) -> None:
        law, words, start = before
        for draft in drafts:
            draft.law, draft.law_text, draft.settled = law, words, True
        if start >= 0:
            drafts[0].start = start

    def _give_law(self, drafts: list[_Draft], tail: tuple[Law | None, str, int] | None) -> None:
        if tail is None:
            return
        law, words, end = tail
        for draft in drafts:
            draft.law, draft.law_text, draft.settled = law, words, True
        drafts[-1].end = end

    def _mention_before(self, position: int) -> Mention | None:
        index = bisect_right(self.order, position - 1) - 1
        return self.mentions[index] if index >= 0 else None

    def _same_sentence(self, start: int) -> Law | None:
        mention = self._mention_before(start)
        if mention is None or start - mention.end > 400:
            return None
        between = self.text[mention.end : start + 1]
        if re.search(r"[.!?][\s)”\"]+[A-Z]|\n\s*\n", between):
            return None
        return mention.law

    def _from_context(self, draft: _Draft) -> Law | None:
        if self.own_law is not None:
            return self.own_law
        law = self._same_sentence(draft.start)
        if law is not None:
            return law
        index = bisect_right(self.order, draft.start - 1)
        named = {m.law.id or m.law.title for m in self.mentions[max(0, index - 200) : index]}
        if len(named) == 1:
            return self.mentions[index - 1].law
        if not named and (mention := self._bracketed_behind(draft.end)) is not None:
            return mention.law
        return _bw_by_label(draft.article or "", self.laws)

    def _bracketed_behind(self, end: int) -> Mention | None:
        """The law in brackets at the end of the sentence: "artikel 5.2.6 geldt (Wmo 2015)."."""
        bracket = g.REST_OF_SENTENCE.match(self.text, end)
        mention = self.starts.get(bracket.end()) if bracket else None
        if mention is not None and self.text[mention.end : mention.end + 1] == ")":
            return mention
        return None

    # -- results --

    def _take_leading_part(self, drafts: list[_Draft]) -> None:
        """Read "sub e van art. 6 lid 1": an onderdeel that stands before its article or lid."""
        first = drafts[0]
        begin = max(self.taken, first.start - 40)
        leading = g.PART_BEFORE.search(self.text[begin : first.start])
        if leading and first.onderdeel is None and len(drafts) == 1 and first.article:
            first.onderdeel = leading.group("letter")
            first.start = begin + leading.start("part")

    def _emit(self, drafts: list[_Draft], *, remember: bool = True) -> int:
        if drafts[0].kind is Kind.ARTICLE:
            self._take_leading_part(drafts)
        for draft in drafts:
            law, article = self._label(draft)
            reference = Reference(
                text=self.text[draft.start : draft.end],
                start=draft.start,
                end=draft.end,
                kind=draft.kind,
                law=" ".join(draft.law_text.split()) if draft.law_text else None,
                law_id=law.id if law is not None else None,
                article=article,
                lid=draft.lid,
                onderdeel=draft.onderdeel,
            )
            self.found.append(reference)
            draft.law, draft.article = law, article
        last = drafts[-1]
        self.taken = last.end
        if last.law is not None:
            self.last_law = last.law
        if remember:
            self.last_article = last
        return last.end

    def _label(self, draft: _Draft) -> tuple[Law | None, str | None]:
        """The law and the label; articles of the Burgerlijk Wetboek get their book."""
        law, article = draft.law, draft.article
        if law is None or article is None or draft.kind is not Kind.ARTICLE:
            return law, article
        if (
            law.articles is not None
            and draft.lid is None
            and (dotted := g.DOTTED.fullmatch(article))
        ):
            draft.lid = dotted.group(2)  # "artikel 6.1 AVG"
            return law, dotted.group(1)
        if law is BW or law.book is not None:
            book, colon, _ = article.partition(":")
            if colon:
                return self.laws.by_book(book) or law, article
            if law.book is not None:
                return law, f"{law.book}:{article}"
        return law, article


def _letter(raw: str) -> str:
    """The label of an onderdeel: "a", "1°"; "1" when no degree sign is written."""
    digits = re.match(r"(\d+)([°º˚⁰o]?)", raw)
    if digits:
        return digits.group(1) + ("°" if digits.group(2) else "")
    return raw


def _bw_by_label(article: str, laws: LawBook) -> Law | None:
    """The book that "1:247" means; a label that the Awb could have stays undecided."""
    book, colon, number = article.partition(":")
    digits = re.match(r"\d+", number)
    highest_awb_number = 131
    if colon and digits and int(digits.group()) > highest_awb_number:
        return laws.by_book(book)
    return None
