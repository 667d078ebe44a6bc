"""Walks all chapters in one look. Started by tests/walk, which gives it a screen and a bus."""

import argparse
import importlib
import sys
import time
from pathlib import Path

CHAPTERS = Path(__file__).resolve().parent / "chapters"
sys.path[:0] = [str(CHAPTERS), str(CHAPTERS.parent)]
sys.dont_write_bytecode = True

import chapter  # noqa: E402


def arguments():
    words = argparse.ArgumentParser()
    words.add_argument("--list", action="store_true")
    words.add_argument("--look", default="light-en-1280x800")
    words.add_argument("--braid")
    words.add_argument("--only", default="")
    words.add_argument("folder", nargs="?", type=Path)
    return words.parse_args()


def walk_chapter(name, steps, words):
    """Whether every step saw what it should; the first that does not ends its chapter."""
    from walk import Unexpected, Walk

    try:
        walk = Walk(words.braid, words.look, words.folder)
    except Unexpected as problem:
        print(f"FAILED  {name}: {problem}", flush=True)
        return False
    try:
        for number, step in enumerate(steps, 1):
            start = time.monotonic()
            picture = f"{name}-{number:02}-{step.name}"
            try:
                step.action(walk)
                if not walk.alive:
                    raise Unexpected("the program has ended")
                walk.picture(picture)
            except Exception as problem:  # of whatever kind: the rest of the walk goes on
                print(f"FAILED  {step.sentence}: {problem}", flush=True)
                walk.picture(picture + "-FAILED")
                (words.folder / f"{picture}-FAILED.txt").write_text("\n".join(walk.app.tree()))
                if not isinstance(problem, AssertionError):
                    import traceback

                    traceback.print_exc()
                return False
            print(f"ok      {step.sentence}  ({time.monotonic() - start:.1f} s)", flush=True)
    finally:
        walk.end()
    return True


def main():
    words = arguments()
    for path in sorted(CHAPTERS.glob("*.py")):
        if words.only in path.stem:
            importlib.import_module(path.stem)
    chapters = {}
    for step in chapter.STEPS:
        chapters.setdefault(step.chapter, []).append(step)
    if words.list:
        for name, steps in chapters.items():
            print(name, *(f"  {step.sentence}" for step in steps), sep="\n")
        return 0
    if not chapters:
        print(f"There is no chapter named {words.only!r}.")
        return 1
    for name in chapters:
        for old in words.folder.glob(f"{name}-*-FAILED.*"):
            old.unlink()
    print(f"Walking {words.look} (pictures in {words.folder}):", flush=True)
    results = [walk_chapter(name, steps, words) for name, steps in chapters.items()]
    print(f"{words.look}: {sum(results)} of {len(results)} chapters as they should be")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
