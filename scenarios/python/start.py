# Runs a program with other values for the numbers at its top: start.py PROGRAM NAME=VALUE…
# A number is a line "name = value" before the first one that is indented. All lines stay where they are.
import sys


def with_values(text, values):
    lines = text.split("\n")
    for i, line in enumerate(lines):
        if line.startswith((" ", "def ", "class ")):
            break
        name, equals, _ = line.partition(" = ")
        if equals and name in values:
            lines[i] = "%s = %s" % (name, values.pop(name))
    if values:
        sys.exit("%s has no number called %s" % (sys.argv[1], ", ".join(sorted(values))))
    return "\n".join(lines)


with open(sys.argv[1], encoding="utf-8") as file:
    program = compile(with_values(file.read(), dict(word.split("=", 1) for word in sys.argv[2:])), sys.argv[1], "exec")
sys.argv = [sys.argv[1]]
__file__ = sys.argv[0]
del with_values, file
try:
    exec(program)
except ModuleNotFoundError as missing:
    if missing.name not in ("greenlet", "gevent"):
        raise
    sys.exit("this program needs the package python3-%s" % missing.name)
