# Runs a text as if it stood in another file: as_file.py TEXT PROGRAM [ARGUMENT…]
# Lines, tracebacks and modules beside it are PROGRAM's; only the text is another one, with other values in it.
import os
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    program = compile(file.read(), sys.argv[2], "exec")
sys.argv = sys.argv[2:]
sys.path[0] = os.path.dirname(os.path.abspath(sys.argv[0]))
__file__ = sys.argv[0]
del os, sys, file
exec(program)
