"""Ask, search, and judge texts: the commands over the pipeline, one text or a file at a time."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.commands.base import (
    ABSTAINED,
    DONE,
    FAILED,
    REFUSED,
    Commands,
    Usage,
    add,
    add_batch,
    bar,
    batch_paths,
    open_assistant_for,
    say,
    text_argument,
)
from assistant.errors import QuestionError
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.laws.versions import Change
    from assistant.records import Answer, Decision, Sentence


def register(commands: Commands) -> None:
    """Add the commands."""
    command = add(
        commands, "index", "build the index when it is absent or stale", "assistant index", _index
    )
    command.add_argument("--force", action="store_true", help="build it anew in any case")
    command.add_argument("--json", action="store_true", help="print JSON instead of text")

    command = add(commands, "ask", "answer one question, or a file of questions",
                  'assistant ask "Mag ik de huisarts bellen?"', _ask)  # fmt: skip
    command.add_argument("question", nargs="?", help="the question; - reads standard input")
    command.add_argument("--role", choices=("professional", "bestuurder"), default="professional")
    add_batch(command, '{"id","question"}')

    command = add(commands, "search", "show the passages that are found, without an answer",
                  'assistant search "art. 7.3.11 lid 4 Jeugdwet"', _search)  # fmt: skip
    command.add_argument("question", nargs="?", help="the question; - reads standard input")
    command.add_argument("--role", choices=("professional", "bestuurder"), default="professional")
    add_batch(command, '{"id","question"}')

    command = add(commands, "guard", "say whether the checklist refuses a text",
                  "assistant guard --jsonl teksten.jsonl --out oordelen.jsonl", _guard)  # fmt: skip
    command.add_argument("text", nargs="?", help="the text; - reads standard input")
    add_batch(command, '{"id","text"}')

    command = add(commands, "check", "check the references to law in a document",
                  "assistant check brief.docx", _check)  # fmt: skip
    command.add_argument("file", nargs="?", help="text, Markdown, docx or PDF; - reads text")
    command.add_argument("--html", metavar="OUT", type=Path, help="write an annotated page")
    add_batch(command, '{"id","text"}')

    command = add(commands, "verify", "say whether sentences follow from their passages",
                  "assistant verify --jsonl paren.jsonl --out oordelen.jsonl", _verify)  # fmt: skip
    command.add_argument("--jsonl", metavar="IN", type=Path, required=True,
                         help='{"id","passage","sentence"} a line; - reads input')  # fmt: skip
    command.add_argument("--out", metavar="OUT", type=Path, required=True,
                         help="where results go; - prints them")  # fmt: skip


def _index(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.building import ensure_index

    with bar("index") as progress:
        built, corpus = ensure_index(settings, progress=progress, force=options.force)
    if options.json:
        say(json.dumps({
            "name": built.name, "fresh": built.fresh, "passages": len(corpus.passages),
            "questions": built.record.questions, "model": built.record.model,
            "embedded": built.embedded, "reused": built.reused,
            "problems": [{"path": p.path, "message": p.message} for p in corpus.problems],
        }))  # fmt: skip
    else:
        state = "built" if built.fresh else "up to date"
        say(f"index {built.name} {state}: {len(corpus.sources)} sources, "
               f"{len(corpus.passages)} passages, {built.record.questions} bank questions, "
               f"{built.embedded} texts embedded, {built.reused} reused")  # fmt: skip
        for problem in corpus.problems:
            print(f"left out: {problem.message}", file=sys.stderr)
    return DONE


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    return _question(options, settings, answer=True)


def _search(options: argparse.Namespace, settings: Settings) -> int:
    return _question(options, settings, answer=False)


def _question(options: argparse.Namespace, settings: Settings, *, answer: bool) -> int:
    from assistant import batch, texts_nl

    paths = batch_paths(options)
    question = "" if paths else text_argument(options.question, "question")
    # what the helpdesk approved is for who asks; a batch measures the assistant itself
    assistant = open_assistant_for(settings, curated=answer and not paths)
    changes = _changes_since(settings)
    run = assistant.ask if answer else assistant.search

    def form(row_id: str, result: Answer) -> dict[str, Any]:
        if answer:
            return batch.answer_json(row_id, result, changes(result))
        return batch.search_json(row_id, result)

    problem = batch.answer_problem_json if answer else batch.search_problem_json

    if paths:

        def work(row_id: str, text: str, data: dict[str, Any]) -> dict[str, Any]:
            earlier = [str(t) for t in data.get("earlier", ())]
            try:
                return form(row_id, run(text, earlier=earlier, role=options.role))
            except QuestionError as error:
                return problem(row_id, error)

        with bar("questions") as progress:
            count = batch.run_batch(*paths, "question", work,
                                    progress=lambda d, n: progress("questions", d, n))  # fmt: skip
        print(f"{count} lines written to {paths[1]}", file=sys.stderr)
        return DONE
    try:
        result = run(question, role=options.role)
    except QuestionError as error:
        print(f"assistant: {texts_nl.explain(error)}", file=sys.stderr)
        return FAILED
    if options.json:
        say(json.dumps(form("1", result), ensure_ascii=False))
    elif answer:
        say(_answer_for_people(result, changes(result)))
    else:
        for number, hit in enumerate(result.hits, 1):
            say(f"{number:2}. {hit.score:6.3f}  {hit.passage.ref}  [{hit.passage.id}]\n"
                   f"    {' '.join(hit.passage.text.split())[:160]}")  # fmt: skip
    if result.status == "refused":
        if not options.json and not answer:
            say(_answer_for_people(result, {}))
        return REFUSED
    return ABSTAINED if answer and result.status == "abstained" else DONE


def _changes_since(settings: Settings) -> Callable[[Answer], dict[str, Change]]:
    """What tells how the law differs by now from what an answer quotes, by passage id."""
    from functools import cache, partial

    from assistant.errors import CorpusError
    from assistant.laws.versions import load_versions

    load = cache(partial(load_versions, settings.corpus))

    def changes(answer: Answer) -> dict[str, Change]:
        if not answer.citations:
            return {}
        try:
            passages = (c.passage for c in answer.citations)
            return load().changes(passages, date.today())
        except CorpusError as error:  # an index can be asked without the folder it was made from
            print(f"assistant: whether the law changed is unknown: {error}", file=sys.stderr)
            return {}

    return changes


def _answer_for_people(answer: Answer, changes: dict[str, Change]) -> str:
    from assistant import texts_nl
    from assistant.laws.show import change_sentence

    lines: list[str] = []
    if answer.status == "refused":
        assert answer.decision is not None  # noqa: S101 - a refused answer always has one
        return _refusal_for_people(answer.decision)
    if answer.notice:
        lines += [texts_nl.NOTICES[answer.notice], ""]
    if answer.status == "abstained":
        lines += [texts_nl.ABSTAINED[answer.reason], "", texts_nl.NEAREST]
        lines += [f"  - {h.passage.ref}" for h in answer.hits[:3]]
        return "\n".join([*lines, *_suggested(answer), "", texts_nl.HELPDESK])
    if answer.short:
        lines.append(texts_nl.WEB["short_answer"])
        lines += [_sentence_line(answer.sentences[n]) for n in answer.short]
    for sentence in answer.sentences:
        if sentence.heading:
            lines += ["", sentence.heading]
        lines.append(_sentence_line(sentence))
    lines += ["", texts_nl.SOURCES_HEADING]
    numbers: dict[str, str] = {}
    for citation in answer.citations:
        passage = citation.passage
        change = changes.get(passage.id)
        said = f" ({change_sentence(change).rstrip('.')})" if change else ""
        source = f"{passage.ref}{said}. {passage.url or ''}".rstrip()
        numbers[source] = f"{numbers.get(source, '')}[{citation.n}]"
    lines += [f"  {marks} {source}" for source, marks in numbers.items()]
    if answer.laws:
        lines += ["", texts_nl.LAWS_HEADING]
        lines += [f"  - {p.ref}. {p.url or ''}".rstrip() for p in answer.laws]
    return "\n".join([*lines, *_suggested(answer)]).strip()


def _sentence_line(sentence: Sentence) -> str:
    numbers = "".join(f"[{n}]" for n in sentence.citations)
    return f"  {' '.join(sentence.text.split())} {numbers}"


def _suggested(answer: Answer) -> list[str]:
    from assistant import texts_nl

    groups = (
        (texts_nl.SUGGESTED, answer.suggestions),
        (texts_nl.FOLLOW_UPS, answer.follow_ups),
    )
    return [
        line
        for title, questions in groups
        if questions
        for line in ("", title, *(f"  - {q}" for q in questions))
    ]


def _refusal_for_people(decision: Decision) -> str:
    from assistant import checklist, texts_nl

    explanation = checklist.explain(decision)
    lines: list[str] = []
    if decision.urgent:
        lines += [texts_nl.HELP_INTRO[decision.urgent]]
        lines += [f"  {before} {number}{after}" for before, number, after in texts_nl.HELP_LINES]
        lines += [""]
    lines += [texts_nl.REFUSED, ""]
    lines += [f"  - {hit.point.title}: {hit.point.explanation}" for hit in explanation.hits]
    lines += ["", explanation.how_to_ask, *(f"  - {s}" for s in explanation.suggestions)]
    return "\n".join(lines)


def _guard(options: argparse.Namespace, settings: Settings) -> int:
    del settings
    from assistant import batch, checklist

    paths = batch_paths(options)
    if paths:

        def work(row_id: str, text: str, data: dict[str, Any]) -> dict[str, Any]:
            earlier = [str(t) for t in data.get("earlier", ())]
            return batch.guard_json(row_id, checklist.check(text, earlier=earlier))

        count = batch.run_batch(*paths, "text", work)
        print(f"{count} lines written to {paths[1]}", file=sys.stderr)
        return DONE
    decision = checklist.check(text_argument(options.text, "text"))
    if options.json:
        say(json.dumps(batch.guard_json("1", decision)))
    elif decision.refused:
        say(_refusal_for_people(decision))
    else:
        from assistant import texts_nl

        say(texts_nl.GUARD_PASSED)
    return REFUSED if decision.refused else DONE


def _check(options: argparse.Namespace, settings: Settings) -> int:
    from assistant import check

    holdings = check.load_holdings(settings.corpus)
    paths = batch_paths(options)
    if paths:
        count = check.run_batch(*paths, holdings)
        print(f"{count} lines written to {paths[1]}", file=sys.stderr)
        return DONE
    if options.file is None:
        raise Usage("give a file, - for standard input, or --jsonl IN --out OUT")
    if options.file == "-":
        text = text_argument("-", "file")
    else:
        text = check.read_document(Path(options.file))
    references = check.check_text(text, holdings)
    if options.html:
        options.html.write_text(check.annotated_page(text, references), encoding="utf-8")
        print(f"written to {options.html}", file=sys.stderr)
    elif options.json:
        say(json.dumps(references, ensure_ascii=False))
    else:
        say(check.table(references))
    return DONE


def _verify(options: argparse.Namespace, settings: Settings) -> int:
    del settings
    from assistant.verify import load_verifier
    from assistant.verify.lines import run_batch

    count = run_batch(options.jsonl, options.out, load_verifier())
    print(f"{count} lines written to {options.out}", file=sys.stderr)
    return DONE
