"""How long an edit takes to be served: written to disk, then asked for over HTTP until the new bytes come.

Each server is started on its own, so no other waits beside it. For each kind of edit the time runs from just before the file is
written until every page on which the change shows has shown it: the article and the lists and the feed. A page that never does is
stale, and is named. The pages are asked for on one connection, at first a fifth of a millisecond after each answer.
"""

import http.client
import os
import signal
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from logical_site import NAME, LogicalSite
from make_site import FORMS, write

EDITS = 10
STARTS = 3
# Seconds that a first page may take; that an edit may take to show on its own page; and that the other pages may lag behind it, or
# three times as long as it took, before they count as stale.
START_LIMIT = 900
EDIT_LIMIT = 300
LAG_LIMIT = 30
# Seconds from one edit to the next, besides what the last one took: as a person would leave them. eleventy serves before it watches,
# and would miss an edit at once for ever; hugo holds a change of its configuration back for two seconds after the last. Up to a second
# more at random: hugo looks at what has changed twice a second, and even pauses would meet it at the same moment each time.
PAUSE = 2.5
MORE = Random("pauses")


@dataclass
class Kind:
    """One kind of edit: the file and text that it writes for a mark, and the pages which must then hold the mark."""

    name: str
    edited: Callable
    addresses: list


@dataclass
class Served:
    """What was measured of one server: seconds to the first page, and by kind of edit seconds and what stayed stale."""

    first_page: float
    edits: dict
    has_feed: bool


class CannotServe(Exception):
    """This version of the tool has no server; that is no failure of the run."""


def kinds(form, site, has_feed):
    """Article 0 is the newest and by person 0, so a change to either shows on the first page of the lists."""
    article, person = site.article(0), site.person(0)
    topic = f"/topics/{article.topics[0].replace(' ', '-')}/"
    feed = ["/feed.xml"] if has_feed else []
    page, last = f"/articles/{article.slug}/", f"/articles/article-{site.size - 1}/"
    return [
        Kind("article text", lambda mark: form.article(replace(article, body=f"{mark}\n\n{article.body}")), [page]),
        Kind(
            "article title",
            lambda mark: form.article(replace(article, title=f"{article.title} {mark}")),
            [page, "/articles/", topic, "/", *feed],
        ),
        Kind(
            "person's name",
            lambda mark: form.person(replace(person, name=f"{person.name} {mark}")),
            [f"/providers/{person.slug}/", "/providers/", page],
        ),
        Kind(
            "site's name",
            lambda mark: (form.config, form.config_text(f"{NAME} {mark}")),
            [page, "/", "/articles/", topic, last, *feed],
        ),
    ]


def measure_server(tool, server, size, folder):
    """Starts a server a few times, and edits the site of the last."""
    form, site = FORMS[tool.name], LogicalSite(size)
    first_pages = []
    for start in range(STARTS):
        with tempfile.TemporaryDirectory(dir=folder) as name:
            root, out = Path(name, "site"), Path(name, "out")
            form.write(root, size)
            with Running(tool, server, root, out) as running:
                first_pages.append(running.first_page(site.article(0)))
                if start == STARTS - 1:
                    pause(first_pages[-1])
                    has_feed = running.get("/feed.xml") != b""
                    edits = {kind.name: measure_kind(kind, running, root) for kind in kinds(form, site, has_feed)}
    return Served(statistics.median(first_pages), edits, has_feed)


def measure_kind(kind, running, root):
    """The median of ten edits, over the pages that follow; and the pages that do not."""
    # As if someone had these pages open: some servers only make again what was looked at.
    for address in kind.addresses:
        running.get(address)
    own, *others = kind.addresses
    times, stale = [], []
    for i in range(EDITS):
        mark = f"mark{kind.name[0]}{kind.name[-1]}{i:02}"
        path, text = kind.edited(mark)
        started = time.perf_counter()
        write(root, path, text)
        took = running.until_shown(own, mark, started, EDIT_LIMIT)
        if took is None:
            return None, kind.addresses
        limit = took + max(LAG_LIMIT, 3 * took)
        for address in [address for address in others if address not in stale]:
            shown = running.until_shown(address, mark, started, limit)
            if shown is None:
                stale.append(address)
            else:
                took = shown
        times.append(took)
        pause(took)
    return statistics.median(times), stale


class Running:
    """A server that runs, and one connection to it."""

    def __init__(self, tool, server, root, out):
        self.tool, self.name = tool, server.name
        self.port = free_port()
        self.log = tempfile.TemporaryFile()
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=EDIT_LIMIT)
        out.mkdir()
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            tool.serve(server, self.port, out),
            cwd=root, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, start_new_session=True,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()
        for how in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
            if self.process.poll() is not None:
                break
            os.killpg(self.process.pid, how)
            try:
                self.process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                continue
        self.log.close()

    def said(self):
        self.log.seek(0)
        return self.log.read().decode(errors="replace")

    def get(self, address):
        """The bytes of a page, or nothing where it is not there (yet)."""
        try:
            self.connection.request("GET", address)
            answer = self.connection.getresponse()
            body = answer.read()
            return body if answer.status == 200 else b""
        except (OSError, http.client.HTTPException):
            self.connection.close()
            if self.process.poll() is not None:
                self.stopped()
            return b""

    def stopped(self):
        said = self.said()
        if "unrecognized subcommand" in said:
            raise CannotServe(f"{self.tool.name} {self.tool.version} has no such command")
        raise SystemExit(f"error: {self.name} stopped by itself:\n{said[-2000:]}")

    def first_page(self, article):
        took = self.until_shown(f"/articles/{article.slug}/", article.title, self.started, START_LIMIT)
        if took is None:
            raise SystemExit(f"error: {self.name} served no page in {START_LIMIT} s:\n{self.said()[-2000:]}")
        if self.tool.name == "anteroom" and f"http://127.0.0.1:{self.port}/" not in self.said():
            raise SystemExit(f"error: {self.name} does not say that it serves at http://127.0.0.1:{self.port}/")
        return took

    def until_shown(self, address, text, started, limit):
        """Seconds from `started` until a page holds the text; nothing where that takes longer than the limit."""
        text = text.encode()
        while time.perf_counter() - started < limit:
            if text in self.get(address):
                return time.perf_counter() - started
            # A hundredth of what has passed: exact enough, and a slow build is not slowed further by being asked all the time.
            time.sleep(max(0.0002, (time.perf_counter() - started) / 100))
        return None


def pause(took):
    time.sleep(PAUSE + took + MORE.random())


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
