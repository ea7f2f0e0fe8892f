"""Are the built sites the same site? Counts, words, and every page as a reader meets it.

1. Each tool's article pages, list pages, topic pages and people are as many as the logical site has, at the same addresses.
2. Each article's page holds the title, the summary and all words of the text in their order.
3. Each page is equal to Anteroom's: the same elements, words and links. Not compared: classes, ids, and wrappers without meaning
   (`div`, `span`).
4. Feed: the newest articles in order; sitemap: every article.
"""

import re
from html.parser import HTMLParser

from logical_site import PER_PAGE, TOPICS, URL, words, words_of_markdown

WRAPPERS = {"div", "span", "html", "head", "body", "meta"}


class Page(HTMLParser):
    """A page as a list of its elements, links and words."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.parts = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if attrs.get("name") == "description":
            self.parts.extend(words(attrs.get("content") or ""))
        if tag not in WRAPPERS:
            self.parts.append(f"<{tag}>")
        if "href" in attrs:
            self.parts.append(f"<href {attrs['href'].removeprefix(URL)}>")

    def handle_data(self, data):
        self.parts.extend(words(data))

    def words(self):
        return [part for part in self.parts if not part.startswith("<")]


def expected_pages(site):
    """The addresses that every tool must have, by kind."""
    def listed(root, count):
        return [root] + [f"{root}page/{n}/" for n in range(2, -(-count // PER_PAGE) + 1)]

    per_topic = dict.fromkeys(TOPICS, 0)
    articles = []
    for article in site.articles():
        articles.append(f"/articles/{article.slug}/")
        for topic in article.topics:
            per_topic[topic] += 1
    topics = [page for topic, n in per_topic.items() if n for page in listed(f"/topics/{topic.replace(' ', '-')}/", n)]
    return {
        "articles": articles,
        "lists": listed("/articles/", site.size),
        "topics": ["/topics/", *topics],
        "people": ["/providers/", *(f"/providers/{person.slug}/" for person in site.people())],
        "pages": ["/", *(f"/{page.slug}/" for page in site.pages())],
    }


def verify(site, built):
    """Compares `built`, a map of tool names to output folders. Returns what is wrong, what is lacking, and the counts."""
    wrong, lacking = [], []
    expected = expected_pages(site)
    for tool, out in built.items():
        wrong += [f"{tool}: {problem}" for problem in missing_or_too_many(out, expected)]
        lacking += [f"{tool}: {problem}" for problem in feed_and_sitemap(out, site)]
    if not wrong:
        wrong += words_of_articles(site, built)
        wrong += unequal_pages(built, expected)
    return wrong, lacking, {kind: len(pages) for kind, pages in expected.items()}


def missing_or_too_many(out, expected):
    wanted = {address for pages in expected.values() for address in pages}
    found = {address_of(file, out) for file in out.rglob("index.html")}
    # Zola also leaves a page at /page/1/ that only leads on.
    found = {address for address in found if not address.endswith("/page/1/")}
    for kind, pages in expected.items():
        gone = [page for page in pages if page not in found]
        if gone:
            yield f"{len(gone)} of {len(pages)} {kind} are missing, such as {gone[0]}"
    more = sorted(found - wanted)
    if more:
        yield f"{len(more)} pages too many, such as {more[0]}"


def address_of(file, out):
    folder = file.parent.relative_to(out).as_posix()
    return "/" if folder == "." else f"/{folder}/"


def read(out, address):
    return Page((out / address.strip("/") / "index.html").read_text(encoding="utf-8"))


def words_of_articles(site, built):
    for article in site.articles():
        text = words(article.title) + words_of_markdown(article.body)
        for tool, out in built.items():
            page = read(out, f"/articles/{article.slug}/").words()
            if not in_order(text, page) or not in_order(words(article.summary), page):
                yield f"{tool}: /articles/{article.slug}/ does not hold its words"


def in_order(wanted, page):
    """Whether the words all occur in their order, others between them or not."""
    rest = iter(page)
    return all(word in rest for word in wanted)


def unequal_pages(built, expected):
    (first, first_out), *others = built.items()
    for address in (address for pages in expected.values() for address in pages):
        model = read(first_out, address).parts
        for tool, out in others:
            parts = read(out, address).parts
            if parts != model:
                at = next((i for i, (a, b) in enumerate(zip(parts, model)) if a != b), min(len(parts), len(model)))
                yield f"{tool}: {address} differs from {first}'s at {parts[at:at + 3]}, where {first} has {model[at:at + 3]}"


def feed_and_sitemap(out, site):
    """What a tool lacks of these two. It is told, not refused: they are a thousandth of the work."""
    feed, sitemap = out / "feed.xml", out / "sitemap.xml"
    newest = [f"/articles/{site.article(i).slug}/" for i in range(min(PER_PAGE, site.size))]
    if not feed.exists():
        yield "no feed"
    else:
        addresses = re.findall(r"/articles/article-\d+/", feed.read_text(encoding="utf-8"))
        if list(dict.fromkeys(addresses))[:len(newest)] != newest:
            yield "its feed does not begin with the newest articles"
    if not sitemap.exists():
        yield "no sitemap"
    else:
        named = set(re.findall(r"/articles/article-\d+/", sitemap.read_text(encoding="utf-8")))
        if len(named) != site.size:
            yield f"its sitemap names {len(named)} of {site.size} articles"
