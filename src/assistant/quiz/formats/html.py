"""A quiz as one page of HTML to print: questions, then the answer sheet. No script, no address."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, Template

from assistant import texts_nl
from assistant.quiz.formats.handout import sheet
from assistant.quiz.records import Quiz

_PAGE = """\
<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ sheet.title }}</title>
<style>
:root { color-scheme: light; }
body {
  max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff;
  font: 1rem/1.5 "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.35rem; margin: 2.5rem 0 1rem; border-bottom: 2px solid #1a1a1a; }
h3 { font-size: 1rem; margin: 0; }
h1, p, li, blockquote { overflow-wrap: anywhere; white-space: pre-line; }
p { margin: .35rem 0; }
article { margin: 0 0 1.75rem; break-inside: avoid; }
h2, h3 { break-after: avoid; }
ol, ul { margin: .5rem 0; padding-left: 1.75rem; }
li { margin: .3rem 0; padding-left: .25rem; }
.letters { list-style: lower-alpha; }
.made, .instruction, .source { color: #4a4a4a; }
.instruction { font-style: italic; }
.scenario { border-left: 4px solid #8a8a8a; padding-left: .75rem; }
.prompt, .key { font-weight: 600; }
.room { display: inline-block; width: 3rem; border-bottom: 1px solid #1a1a1a; margin-right: .5rem; }
.line { border-bottom: 1px solid #6a6a6a; height: 2rem; }
blockquote { margin: .2rem 0 .6rem; padding-left: .75rem; border-left: 4px solid #8a8a8a; }
@media print {
  @page { size: A4; margin: 18mm 18mm 20mm; }
  body { max-width: none; margin: 0; padding: 0; font-size: 10pt; line-height: 1.35; }
  h2 { margin-top: 1.25rem; }
  article { margin-bottom: 1.1rem; }
  li, p { margin-top: .15rem; margin-bottom: .15rem; }
  ol { margin: .25rem 0; }
  .answers { break-before: page; }
  .answers h2 { margin-top: 0; }
}
</style>
</head>
<body>
<header>
<h1>{{ sheet.title }}</h1>
<p class="made">{{ sheet.made }}</p>
{% if sheet.intro %}<p>{{ sheet.intro }}</p>
{% endif %}</header>
<main>
<section class="questions" aria-labelledby="vragen">
<h2 id="vragen">{{ words.questions }}</h2>
{% for question in sheet.questions %}
<article aria-labelledby="vraag-{{ question.number }}">
<h3 id="vraag-{{ question.number }}">{{ heading.format(n=question.number) }}</h3>
{% if question.scenario %}<p class="scenario">{{ question.scenario }}</p>
{% endif %}<p class="prompt">{{ question.prompt }}</p>
<p class="instruction">{{ question.instruction }}</p>
{% if question.numbered %}<ol>
{% for text in question.numbered %}<li><span class="room" role="img" aria-label="\
{{ words.answer_for.format(n=question.number) }}"></span>{{ text }}</li>
{% endfor %}</ol>
<p>{{ words.choose_from }}</p>
{% endif %}{% if question.lettered %}<ol class="letters">
{% for text in question.lettered %}<li>{{ text }}</li>
{% endfor %}</ol>
{% endif %}{% if question.lines %}<div role="img" aria-label="\
{{ words.answer_for.format(n=question.number) }}">
{% for _ in range(question.lines) %}<div class="line"></div>
{% endfor %}</div>
{% endif %}</article>
{% endfor %}</section>
<section class="answers" aria-labelledby="antwoorden">
<h2 id="antwoorden">{{ words.answers }}</h2>
<p>{{ words.answers_intro }}</p>
{% for answer in sheet.answers %}
<article aria-labelledby="antwoord-{{ answer.number }}">
<h3 id="antwoord-{{ answer.number }}">{{ heading.format(n=answer.number) }}</h3>
<p>{{ answer.prompt }}</p>
{% if answer.key %}<p class="key">{{ answer.key }}</p>
{% endif %}{% if answer.points %}<ol>
{% for text in answer.points %}<li>{{ text }}</li>
{% endfor %}</ol>
{% endif %}{% for text in answer.remarks %}<p>{{ text }}</p>
{% endfor %}{% for source in answer.sources %}<p class="source">{{ source.citation }}</p>
{% if source.quote %}<blockquote>{{ source.quote }}</blockquote>
{% endif %}{% endfor %}</article>
{% endfor %}</section>
</main>
</body>
</html>
"""


@cache
def _template() -> Template:
    return Environment(autoescape=True).from_string(_PAGE)


def write(quiz: Quiz) -> bytes:
    """Return the page, in UTF-8."""
    text = _template().render(
        sheet=sheet(quiz), words=texts_nl.QUIZ_SHEET, heading=texts_nl.QUIZ_QUESTION
    )
    return text.encode()
