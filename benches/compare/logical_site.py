"""The logical site: what every tool is given, before it is put in any tool's own form.

The same for the same number of articles on every machine: the generator of numbers is a fixed one, and no clock is read.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

NAME = "A generated practice"
URL = "https://www.example.com"
TOPICS = [f"topic {i:02}" for i in range(40)]
PER_PAGE = 20
# Newer than every article, and older than any day on which this can run: no tool may hold an article back.
NEWEST = date(2025, 12, 31)

WORDS = (
    "about after again always appointment arrive ask begin belong between body breathe calm care change child choice "
    "clear close comfort counsel couple courage daily decide doubt early ease evening family fear feel first follow "
    "friend gentle give goal grief grow habit hand heal hear help hold home hope hour kind know learn letter light "
    "listen long loss meet mind morning move name need night notice often open pain parent partner pause people plan "
    "practice quiet read reason remember rest return room safe say session share sleep slow small speak stay steady "
    "step still strength support talk teach their thought time together trust try understand voice wait walk week "
    "welcome while wish word work worry write year don't it's café résumé"
).split()


@dataclass(frozen=True)
class Article:
    slug: str
    title: str
    summary: str
    author: str
    posted: date
    topics: tuple
    # Markdown; links to other articles are relative links to their files.
    body: str


@dataclass(frozen=True)
class Person:
    slug: str
    name: str
    role: str
    order: int
    bio: str


@dataclass(frozen=True)
class Page:
    slug: str
    title: str
    summary: str
    body: str


class LogicalSite:
    """A site of so many articles, with a twentieth as many people; each part is made anew when it is asked for."""

    def __init__(self, articles):
        self.size = articles
        self.people_count = max(2, articles // 20)

    def home(self):
        text = Text(f"home {self.size}")
        return Page("", "Welcome", text.sentence(), text.paragraph(5))

    def pages(self):
        for name in ("about", "fees", "visit"):
            text = Text(f"page {name}")
            yield Page(name, f"Page {name}", text.sentence(), text.paragraph(8))

    def people(self):
        return (self.person(i) for i in range(self.people_count))

    def person(self, i):
        text = Text(f"person {i}")
        return Person(f"person-{i}", f"Person {text.word().title()} {i}", "counselor", i, text.paragraph(4))

    def articles(self):
        return (self.article(i) for i in range(self.size))

    def article(self, i):
        """Article 0 is the newest, so it is on the first page of every list that has it."""
        text = Text(f"article {i} of {self.size}")
        first, second = TOPICS[i % len(TOPICS)], TOPICS[text.below(len(TOPICS))]
        return Article(
            slug=f"article-{i}",
            title=f"{text.word().capitalize()} and {text.word()} {i}",
            summary=text.sentence(),
            author=f"person-{i % self.people_count}",
            # A day each, so that no two tools have to break a tie in the same way.
            posted=NEWEST - timedelta(days=i),
            topics=tuple(sorted({first, second})),
            body=text.body(self.size),
        )


class Text:
    """Text made from a seed. Of `Random` only `random()` is used: the one whose numbers no version of Python may change."""

    def __init__(self, seed):
        self.random = Random(seed)

    def below(self, end):
        return int(self.random.random() * end)

    def word(self):
        return WORDS[self.below(len(WORDS))]

    def sentence(self):
        text = " ".join(self.word() for _ in range(6 + self.below(9)))
        return text[0].upper() + text[1:] + "."

    def paragraph(self, sentences):
        return " ".join(self.sentence() for _ in range(sentences))

    def body(self, articles):
        """300 to 1,200 words in sections of about 100."""
        target, parts, count = 300 + self.below(780), [], 0
        while count < target:
            level = "###" if self.below(4) == 0 else "##"
            part = f"{level} {self.sentence()[:-1]} {len(parts) + 1}\n\n{self.rich_paragraph(articles)}\n\n{self.extra()}\n"
            count += len(words_of_markdown(part))
            parts.append(part)
        return "\n".join(parts)

    def rich_paragraph(self, articles):
        return (
            f"{self.paragraph(2)} {self.sentence()[:-1]} *{self.word()} {self.word()}* and **{self.word()}**. "
            f"See [{self.word()} {self.word()}](article-{self.below(articles)}.md) or "
            f"[{self.word()}](https://example.org/{self.word()[:3]}). {self.paragraph(2)}"
        )

    def extra(self):
        kind = self.below(6)
        if kind == 0:
            return f"- {self.sentence()}\n- {self.sentence()}\n- **{self.word()}** {self.sentence()}"
        if kind == 1:
            return f"1. {self.sentence()}\n2. {self.sentence()}"
        if kind == 2:
            return f"> {self.sentence()} \"{self.sentence()}\""
        if kind == 3:
            rows = "\n".join(f"| {self.word()} | {self.below(100)} |" for _ in range(3))
            return f"| {self.word()} | {self.word()} |\n|---|--:|\n{rows}"
        return self.paragraph(3)


def words(text):
    """The words of a text, whatever its punctuation has become on the way."""
    return re.findall(r"[^\W_]+", text)


def words_of_markdown(markdown):
    """The words that a reader of the page sees: no addresses, no numbers of a list."""
    without_addresses = re.sub(r"\]\([^)]*\)", "]", markdown)
    return words(re.sub(r"(?m)^\d+\. ", "", without_addresses))
