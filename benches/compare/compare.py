#!/usr/bin/env python3
"""Anteroom beside Hugo, Zola and Eleventy, on the same logical site. See README.md.

    python3 compare.py --anteroom PATH [--hugo PATH] [--zola PATH] [--sizes 1000,4000] [--runs 5] [--part build|serve|all]

Prints Markdown: versions and machine, whether the sites are equal, a table of cold builds and one of edits. The exit status is not 0
where a tool fails or the sites are not the same site; a tool that is not here is left out, and that is said.
"""

import argparse
import os
import platform
import shutil
import signal
import statistics
import sys
import tempfile
from pathlib import Path

from logical_site import LogicalSite
from make_site import FORMS
from measure import measure, median
from rebuild import CannotServe, measure_server
from tools import tools
from verify import verify

MEMORY = Path("/dev/shm")


def main():
    sys.stdout.reconfigure(line_buffering=True)
    # Ended from outside, it still ends the servers that it started and takes its folders away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    options = arguments()
    chosen = [tool for tool in tools(options) if not options.tools or tool.name in options.tools]
    present = [tool for tool in chosen if tool.command]
    for tool in chosen:
        if not tool.command:
            print(f"{tool.name} is left out: it was not found ({tool.missing}).", file=sys.stderr)
    if not present:
        raise SystemExit("error: none of the tools is here")
    print(f"Versions: {', '.join(f'{tool.name} {tool.version}' for tool in present)}. Machine: {machine()}.\n")
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None, prefix="compare-") as folder:
        if options.part != "serve":
            cold_builds(present, options, Path(folder))
        if options.part != "build":
            edits(present, options, Path(folder))


def arguments():
    parser = argparse.ArgumentParser(description="Anteroom beside Hugo, Zola and Eleventy, on the same logical site")
    for name in ("anteroom", "hugo", "zola"):
        parser.add_argument(f"--{name}", metavar="PATH", help=f"the program; without it, {name} is looked for as other programs are")
    parser.add_argument("--tools", type=lambda text: text.split(","), help="only these, such as anteroom,hugo")
    parser.add_argument("--sizes", type=numbers, default=[1000, 4000], help="how many articles, such as 1000,4000,16000")
    parser.add_argument("--runs", type=int, default=5, help="how often each tool builds each site")
    parser.add_argument("--part", choices=["build", "serve", "all"], default="all", help="cold builds, edits while serving, or both")
    options = parser.parse_args()
    if options.runs < 1:
        parser.error("--runs is at least 1")
    unknown = set(options.tools or []) - set(FORMS)
    if unknown:
        parser.error(f"--tools knows {', '.join(FORMS)}, not {', '.join(sorted(unknown))}")
    return options


def numbers(text):
    sizes = [int(part) for part in text.split(",")]
    if min(sizes) < 40:
        raise argparse.ArgumentTypeError("a site has at least 40 articles, one for each topic")
    return sizes


def machine():
    model = platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = cpuinfo.read_text(encoding="utf-8").splitlines()
        model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), model)
    return f"{len(os.sched_getaffinity(0))} cores, {model}, {platform.system()}; output in {'memory' if MEMORY.is_dir() else 'files'}"


def cold_builds(present, options, folder):
    rows, notes = [], []
    for size in options.sizes:
        sites = {tool.name: folder / f"{tool.name}-site" for tool in present}
        for name, site in sites.items():
            FORMS[name].write(site, size)
        notes += [f"* {size:,} articles: {note}" for note in equality(present, sites, size, folder)]
        runs = {tool.name: [] for tool in present}
        for turn in range(options.runs):
            for tool in present:
                told(f"{size} articles, run {turn + 1} of {options.runs}: {tool.name}")
                runs[tool.name].append(build(tool, sites[tool.name], folder / "out"))
                shutil.rmtree(folder / "out")
        rows += [row(size, tool, runs) for tool in present]
        for site in sites.values():
            shutil.rmtree(site)
    print("Are they the same site?\n")
    print("\n".join(notes))
    print(f"\nCold builds, medians of {options.runs} interleaved runs:\n")
    table(["articles", "tool", "seconds", "x anteroom", "CPU s", "CPU/wall", "peak MiB"], rows)


def build(tool, site, out):
    tool.forget(site)
    out.mkdir()
    return measure(tool.build(out), site)


def equality(present, sites, size, folder):
    """Builds all sites once, unmeasured, and looks whether they are the same; stops where they are not."""
    told(f"{size} articles: comparing the sites")
    built = {tool.name: folder / f"{tool.name}-out" for tool in present}
    for tool in present:
        build(tool, sites[tool.name], built[tool.name])
    wrong, lacking, counts = verify(LogicalSite(size), built)
    for out in built.values():
        shutil.rmtree(out)
    if wrong:
        more = [f"and {len(wrong) - 20} more"] if len(wrong) > 20 else []
        raise SystemExit("\n".join([f"error: at {size} articles the sites are not the same:", *wrong[:20], *more]))
    yield (
        f"logically equal: {', '.join(built)} each have {counts['articles']} article pages, {counts['lists']} list pages, "
        f"{counts['topics']} topic pages and {counts['people']} of people; every article holds its words, and every page has "
        "the same elements, words and links."
    )
    yield from (f"not equal in this: {lack}." for lack in lacking)


def row(size, tool, runs):
    figures = median(runs[tool.name])
    ratio = "-"
    if "anteroom" in runs:
        # Within one turn, so that a machine that slows down slows both.
        ratio = f"{statistics.median(a.wall / b.wall for a, b in zip(runs[tool.name], runs['anteroom'])):.1f}"
    busy = figures.cpu / figures.wall
    return [f"{size:,}", tool.name, f"{figures.wall:.3f}", ratio, f"{figures.cpu:.2f}", f"{busy:.2f}", f"{figures.peak_mib:.0f}"]


def edits(present, options, folder):
    notes, kinds = [], ["article text", "article title", "person's name", "site's name"]
    print("\nFrom start to first page (s); from an edit on disk to every page that shows it (ms, medians of ten):\n")
    table(["articles", "server", "first page s", *(f"{kind} ms" for kind in kinds)], [])
    for size in options.sizes:
        for tool in present:
            for server in tool.servers:
                told(f"{size} articles: {server.name}")
                try:
                    served = measure_server(tool, server, size, folder)
                except CannotServe as why:
                    notes.append(f"* {size:,} articles: {server.name} is left out: {why}.")
                    continue
                line([f"{size:,}", server.name, f"{served.first_page:.2f}", *(cell(*served.edits[k]) for k in kinds)])
                if not served.has_feed:
                    notes.append(f"* {size:,} articles: {server.name} has no feed, so its other pages count alone.")
    if notes:
        print("\n" + "\n".join(notes))


def cell(seconds, stale):
    if seconds is None:
        return "never shown"
    shown = f"{seconds * 1000:.0f}"
    return f"{shown}, but stale: {', '.join(stale)}" if stale else shown


def table(head, rows):
    line(head)
    print("|" + "|".join("---" if i == 1 else "--:" for i in range(len(head))) + "|")
    for cells in rows:
        line(cells)


def line(cells):
    print("| " + " | ".join(cells) + " |")


def told(what):
    print(f"  {what}", file=sys.stderr)


if __name__ == "__main__":
    main()
