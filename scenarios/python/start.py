# Runs a program with other values for the numbers at its top: start.py PROGRAM NAME=VALUE…
# A number is a line "name = value" before the first one that is indented. All lines stay where they are. Those that may be moved while the
# program runs are those of live.py. Behind a statement, "# result: counter = num" says what has come of it, "# result: order + item" what
# more; several are divided by "; ".
import os
import sys


def with_results(line):
    statement, comment, results = line.partition("  # result: ")
    for result in results.split("; ") if comment else ():
        name, _, value = result.partition(" = ")
        more, plus, another = result.partition(" + ")
        statement += "; __result__(%r, %s, %s)" % ((more, another, True) if plus and more.isidentifier() else (name, value or name, False))
    return statement


def with_values(text, values, live):
    lines = text.split("\n")
    if live is not None:
        lines = [with_results(line) for line in lines]
    live = live or {}
    for i, line in enumerate(lines):
        if line.startswith((" ", "def ", "class ")):
            break
        name, equals, _ = line.partition(" = ")
        if equals and name in values:
            value = values.pop(name)
            lines[i] = "%s = %s" % (name, "__live__(%s, %d)" % (value, live[name]) if name in live else value)
    if values:
        sys.exit("%s has no number called %s" % (sys.argv[1], ", ".join(sorted(values))))
    return "\n".join(lines)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def follow_live():
    """The values that may be moved, and where. What does so is none of the program's own lines: "<braid>" has it left out of places."""
    if "BRAID_PARAMETERS" not in os.environ:
        return None
    names = {"__name__": "live"}
    exec(compile(read(os.path.join(os.path.dirname(__file__), "live.py")), "<braid>", "exec"), names)
    names["follow"](globals())
    globals().update(__live__=names["live"], __result__=names["result"])
    return names["NAMES"]


program = compile(with_values(read(sys.argv[1]), dict(word.split("=", 1) for word in sys.argv[2:]), follow_live()), sys.argv[1], "exec")
sys.argv = [sys.argv[1]]
__file__ = sys.argv[0]
del with_values, with_results, read, follow_live, os
try:
    exec(program)
except ModuleNotFoundError as missing:
    if missing.name not in ("greenlet", "gevent"):
        raise
    sys.exit("this program needs the package python3-%s" % missing.name)
