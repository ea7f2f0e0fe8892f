"""Writes the logical site in each tool's own form: its front matter, its folders, its templates.

    python3 make_site.py hugo 1000 FOLDER
"""

import json
import re
import shutil
import sys
from pathlib import Path

from logical_site import NAME, PER_PAGE, URL, LogicalSite

HERE = Path(__file__).resolve().parent


def quoted(text):
    """Text in double quotes, as JSON, YAML and TOML all read it."""
    return json.dumps(text, ensure_ascii=False)


def yaml(**keys):
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in keys.items()) + "---\n"


def finished_links(body):
    """Links as addresses. Only Anteroom follows links to files as it is given them; the others are spared that work."""
    return re.sub(r"\]\((article-\d+)\.md\)", r"](/articles/\1/)", body)


class Form:
    """How one tool wants its site: for each part, the file and its text. An edit writes one of these again."""

    name = ""
    # The file with the site's name in it; its templates come from `sites/NAME`.
    config = ""

    def config_text(self, name):
        text = (HERE / "sites" / self.name / self.config).read_text(encoding="utf-8")
        return text.replace("NAME", name)

    def article(self, article):
        raise NotImplementedError

    def person(self, person):
        raise NotImplementedError

    def page(self, page):
        raise NotImplementedError

    def templates(self, root):
        shutil.copytree(HERE / "sites" / self.name, root, dirs_exist_ok=True)

    def write(self, root, size):
        site = LogicalSite(size)
        self.templates(root)
        write(root, self.config, self.config_text(NAME))
        for page in (site.home(), *site.pages()):
            write(root, *self.page(page))
        for person in site.people():
            write(root, *self.person(person))
        for article in site.articles():
            write(root, *self.article(article))


class Anteroom(Form):
    name = "anteroom"
    config = "content/practice.yaml"

    def config_text(self, name):
        return (
            f"name: {quoted(name)}\nurl: {URL}\ntimezone: America/Chicago\n"
            "navigation: [pages/about.md, providers, articles, pages/fees.md, pages/visit.md]\n"
            f"look: {{theme: plain, articles_per_page: {PER_PAGE}}}\n"
            "search: no\n"
        )

    def templates(self, root):
        theme = root / "themes/plain"
        shutil.copytree(HERE.parent / "plain", theme, dirs_exist_ok=True)
        shutil.copytree(HERE / "sites/anteroom", theme, dirs_exist_ok=True)

    def article(self, article):
        front = yaml(
            title=quoted(article.title),
            summary=quoted(article.summary),
            author=article.author,
            posted=article.posted,
            topics=f"[{', '.join(article.topics)}]",
        )
        return f"content/articles/{article.slug}.md", front + article.body

    def person(self, person):
        text = f"name: {quoted(person.name)}\nrole: {person.role}\norder: {person.order}\nbio: |\n  {person.bio}\n"
        return f"content/providers/{person.slug}.yaml", text

    def page(self, page):
        path = f"content/pages/{page.slug}.md" if page.slug else "content/index.md"
        return path, yaml(title=quoted(page.title), summary=quoted(page.summary)) + page.body + "\n"


class Hugo(Form):
    name = "hugo"
    config = "hugo.toml"

    def article(self, article):
        front = yaml(
            title=quoted(article.title),
            description=quoted(article.summary),
            author=article.author,
            date=article.posted,
            topics=f"[{', '.join(article.topics)}]",
        )
        return f"content/articles/{article.slug}.md", front + finished_links(article.body)

    def person(self, person):
        front = yaml(title=quoted(person.name), description=quoted(person.role), weight=person.order + 1)
        return f"content/providers/{person.slug}.md", front + person.bio + "\n"

    def page(self, page):
        front = yaml(title=quoted(page.title), description=quoted(page.summary))
        return f"content/{page.slug or '_index'}.md", front + page.body + "\n"


class Zola(Form):
    name = "zola"
    config = "config.toml"

    def article(self, article):
        front = (
            f"+++\ntitle = {quoted(article.title)}\ndescription = {quoted(article.summary)}\ndate = {article.posted}\n"
            f"[taxonomies]\ntopics = {json.dumps(article.topics)}\n[extra]\nauthor = {quoted(article.author)}\n+++\n"
        )
        return f"content/articles/{article.slug}.md", front + finished_links(article.body)

    def person(self, person):
        front = (
            f"+++\ntitle = {quoted(person.name)}\ndescription = {quoted(person.role)}\nweight = {person.order + 1}\n+++\n"
        )
        return f"content/providers/{person.slug}.md", front + person.bio + "\n"

    def page(self, page):
        front = f"+++\ntitle = {quoted(page.title)}\ndescription = {quoted(page.summary)}\n+++\n"
        return f"content/{page.slug or '_index'}.md", front + page.body + "\n"


class Eleventy(Form):
    name = "eleventy"
    config = "content/_data/site.json"

    def article(self, article):
        front = yaml(
            title=quoted(article.title),
            description=quoted(article.summary),
            author=article.author,
            date=article.posted,
            topics=json.dumps(article.topics),
        )
        return f"content/articles/{article.slug}.md", front + finished_links(article.body)

    def person(self, person):
        front = yaml(title=quoted(person.name), description=quoted(person.role), order=person.order)
        return f"content/providers/{person.slug}.md", front + person.bio + "\n"

    def page(self, page):
        layout = "page.njk" if page.slug else "home.njk"
        front = yaml(title=quoted(page.title), description=quoted(page.summary), layout=layout)
        return f"content/{page.slug or 'index'}.md", front + page.body + "\n"


FORMS = {form.name: form for form in (Anteroom(), Hugo(), Zola(), Eleventy())}


def write(root, path, text):
    file = Path(root) / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in FORMS:
        sys.exit(f"usage: make_site.py {'|'.join(FORMS)} ARTICLES FOLDER")
    FORMS[sys.argv[1]].write(Path(sys.argv[3]), int(sys.argv[2]))
