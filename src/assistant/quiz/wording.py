"""The Dutch sentences in quiz items."""

from __future__ import annotations

from collections.abc import Sequence

TYPE_THE_TERM = "Typ alleen het begrip."
AVG_STEPS = "de AVG-stappen van de handreiking"
RULES = "de vuistregels samenwerking zorg en straf"
WHAT_IS_RIGHT = "Welke uitspraak klopt?"
WHICH_ARE_RIGHT = "Welke uitspraken kloppen? Kies alle uitspraken die kloppen."
ONE_IS_RIGHT = "Eén van deze punten staat erbij. Kies dat punt."
MORE_ARE_RIGHT = "Meer dan één antwoord kan goed zijn. Kies alle goede antwoorden."


def quoted(text: str) -> str:
    """Return a text between Dutch quotation marks; marks within it become single ones."""
    inner = text.replace("„", "‘").replace("“", "‘").replace("”", "’").replace('"', "'")
    return f"„{inner}”"


def right(title: str, quote: str) -> str:
    """Return the feedback of a right option."""
    return f"Goed. {title}: {quoted(quote)}"


def wrong(title: str, quote: str) -> str:
    """Return the feedback of a wrong option: what the source says."""
    return f"Niet goed. De bron zegt: {quoted(quote)} ({title})"


def right_by(title: str) -> str:
    """Return the feedback of a right option whose passage stands in the feedback of the item."""
    return f"Goed. Lees in de uitleg wat er staat in {title}."


def wrong_by(titles: Sequence[str]) -> str:
    """Return the feedback of a wrong option whose passages stand in the feedback of the item."""
    listed = "; ".join(titles)
    return f"Niet goed. Lees in de uitleg wat er staat in {listed}."


def source_says(title: str, quote: str) -> str:
    """Return the feedback that everybody sees afterwards."""
    return f"{title}: {quoted(quote)}"


def what_is_right(question: str) -> str:
    """Return a single-choice prompt: the key is true, and may be a part of the whole answer."""
    return f"{question}\n{WHAT_IS_RIGHT}"


def which_are_right(question: str) -> str:
    """Return a multiple-choice prompt that asks which statements are true."""
    return f"{question}\n{WHICH_ARE_RIGHT}"


def is_this_right(question: str, answer: str) -> str:
    """Return a true-false prompt that keeps a statement with its question."""
    return f"Vraag: {question}\nUitspraak: {quoted(answer)}\nIs deze uitspraak waar of niet waar?"


def is_this_true(statement: str) -> str:
    """Return a true-false prompt about a statement."""
    return f"Waar of niet waar?\n{statement}"


def stands_there(title: str, statement: str) -> str:
    """Return a true-false prompt about the words of a source."""
    return f"Waar of niet waar? In {title} staat:\n{quoted(statement)}"


def fill_in_number(title: str, sentence: str) -> str:
    """Return a gap prompt that asks a number."""
    return f"Vul het getal in dat in {title} staat.\n{quoted(sentence)}"


def fill_in_choice(title: str, sentence: str, choices: Sequence[str]) -> str:
    """Return a gap prompt with the words to choose from."""
    named = " of ".join(quoted(c) for c in choices)
    return f"Vul in wat er in {title} staat. Kies uit {named}.\n{quoted(sentence)}"


def which_term(law: str, meaning: str) -> str:
    """Return the prompt that gives a meaning and asks the term."""
    return f"Welk begrip omschrijft {law} zo?\n{quoted(meaning)}"


def which_meaning(law: str, term: str) -> str:
    """Return the prompt that gives a term and asks the meaning."""
    return f"Wat betekent {quoted(term)} volgens {law}?"


def match_terms(law: str) -> str:
    """Return the prompt of terms and meanings."""
    return f"Zet bij elk begrip de omschrijving uit {law}."


def match_principles(law: str) -> str:
    """Return the prompt of principles and their meanings."""
    return f"Zet bij elk beginsel de omschrijving uit {law}."


def means(term: str, meaning: str) -> str:
    """Return the feedback of a wrong term."""
    return f"Niet goed. {quoted(term)} betekent: {quoted(meaning)}"


def belongs_to(term: str) -> str:
    """Return the feedback of a wrong meaning."""
    return f"Niet goed. Zo wordt {quoted(term)} omschreven."


def is_about(label: str, heading: str) -> str:
    """Return the feedback of a wrong article, when articles have headings."""
    return f"Niet goed. Artikel {label} gaat over {quoted(heading)}."


def stands_in(title: str) -> str:
    """Return the feedback of a wrong article, when its sentence is asked."""
    return f"Niet goed. Dit staat in {title}."


def match_headings(law: str) -> str:
    """Return the prompt of articles and their subjects."""
    return f"Zet bij elk artikel van {law} het onderwerp."


def which_article(law: str, heading: str) -> str:
    """Return the prompt that gives a heading and asks the article."""
    return f"Welk artikel van {law} gaat over {quoted(heading)}?"


def which_subject(law: str, article: str) -> str:
    """Return the prompt that gives an article and asks its heading."""
    return f"Waarover gaat artikel {article} van {law}?"


def where_stands(law: str, sentence: str) -> str:
    """Return the prompt that gives a sentence and asks its article."""
    return f"In welk artikel van {law} staat dit?\n{quoted(sentence)}"


def article(label: str) -> str:
    """Return an article as an option."""
    return f"artikel {label}"


def in_list(ask: str, title: str) -> str:
    """Return a question that the points of a list answer, with the place of the list."""
    return f"{ask} ({title})"


def is_step(number: int) -> str:
    """Return the feedback of a step in another place."""
    return f"Niet goed. Dit is stap {number}."


def principle(title: str, meaning: str) -> str:
    """Return the prompt that asks the name of a principle."""
    return f"Hoe heet dit beginsel in {title}?\n{quoted(meaning)}"


def put_in_order(what: str) -> str:
    """Return an ordering prompt."""
    return f"Zet deze stappen in de goede volgorde, volgens {what}."


def comes_next(what: str, step: str) -> str:
    """Return the prompt that asks what comes after a step."""
    return f"Welke stap komt volgens {what} direct na deze?\n{quoted(step)}"


def match_rules(what: str) -> str:
    """Return the prompt of rules and what they mean."""
    return f"Zet bij elke regel uit {what} wat die inhoudt."
