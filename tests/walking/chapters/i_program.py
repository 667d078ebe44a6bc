"""A program is written in the window, its slider moved, its deadlock seen, mended, and seen to finish. Nothing but the keyboard writes it."""

import re

import hands
from chapter import step

# One line each; the editor indents by itself after a colon, and Backspace goes back.
PROGRAM = [
    "import threading",
    "import time",
    "pause = 0.5  # 0..2 s: between two locks",
    "a = threading.Lock()",
    "b = threading.Lock()",
    "def work(first, second):",
    "with first:",
    "time.sleep(pause)",
    "with second:",
    "print('both')",
    3,
    "threading.Thread(target=work, args=(a, b), name='there').start()",
    "threading.Thread(target=work, args=(b, a), name='back').start()",
]


def file(walk):
    return walk.home / "Documents" / "Braid" / "walked.py"


def code(walk):
    return walk.see("text", "Text of the program")


@step("Ctrl+Shift+N makes a new program among the documents")
def new(walk):
    walk.keys("ctrl+shift+n")
    dialog = walk.see("dialog", "New program")
    walk.take_keyboard()
    walk.click(walk.see("text", "Name", inside=dialog))
    hands.keys("ctrl+a")
    hands.write("walked")
    walk.keys("Return")
    walk.see_no("dialog", "New program")
    walk.take_keyboard()
    walk.expect(lambda: file(walk).exists(), "the file is there")
    walk.see("label", re.compile(r"^walked\.py"))


@step("It is written by the keyboard, and Ctrl+S keeps it")
def write(walk):
    walk.click(code(walk))
    hands.keys("ctrl+a", "Delete")
    for line in PROGRAM:
        if isinstance(line, int):
            hands.keys(*["BackSpace"] * line)
        else:
            hands.write(line)
            hands.keys("Return")
    walk.keys("ctrl+s")
    walk.expect(lambda: "name='back').start()" in file(walk).read_text(), lambda: f"the file has what was written: {file(walk).read_text()}")
    compile(file(walk).read_text(), "walked.py", "exec")


@step("Its value with a range is a slider, which is moved")
def slider(walk):
    walk.open("Parameters")
    walk.set(re.compile("between two locks"), "100 ms")
    walk.expect(lambda: "pause = 0.5 " in file(walk).read_text(), "the text stays as it is")


@step("Run runs it, and its deadlock is named with both locks")
def deadlock(walk):
    walk.keys("F5")
    words = walk.say("Deadlock")
    alert = walk.see("alert", lambda name: name.startswith(words))
    walk.expect(lambda: "there" in alert.name and "back" in alert.name, lambda: f"the banner says “{alert.name}”")
    walk.see_all("table row header", "%1 has been blocked on %2 for %3, held by %4", inside=walk.timeline, least=2)


@step("The lines of waiting and holding are said, and light up in the program")
def lines(walk):
    walk.open("Findings")
    walk.see("list item", lambda name: name.startswith(walk.say("Deadlock")))
    header = walk.see("table row header", re.compile("^there"), inside=walk.timeline)
    walk.click(header)
    walk.keys("y")
    walk.see(None, re.compile(r"walked\.py:(7|9)"))
    walk.open("Editor")


@step("Stop ends it, it is mended by Find and replace, and runs to its end")
def mended(walk):
    walk.keys("shift+F5")
    walk.see_state("deadlock", seconds=30)
    walk.click(code(walk))
    walk.keys("ctrl+h")
    walk.click(walk.see("text", "Find"))
    hands.keys("ctrl+a")
    hands.write("(b, a)")
    walk.click(walk.see("text", "Replace by"))
    hands.keys("ctrl+a")
    hands.write("(a, b)")
    walk.press("Replace all")
    walk.click(code(walk))
    walk.keys("ctrl+r")
    walk.see_state("finished", seconds=30)
    walk.expect(lambda: "(b, a)" not in file(walk).read_text(), "Run has saved it")
    walk.open("Console")
    walk.see("text", lambda name: True)


@step("A copy of a scenario's C++ has its sliders, is compiled by Run, and comes to the same deadlock")
def copied(walk):
    if walk.compact:
        walk.open("Scenarios")
    walk.click(walk.see("text", "Search scenarios"))
    hands.keys("ctrl+a")
    hands.write("deadlock")
    walk.keys("Down")
    walk.choose("File", "Edit a copy of the scenario's C++ program")
    copy = file(walk).with_name("deadlock.cpp")
    walk.expect(lambda: copy.exists() and "describe(" in copy.read_text(), "the file is there")
    walk.see("page tab", re.compile(r"^deadlock\.cpp"))
    if walk.compact:
        walk.open("Parameters")
    walk.set("Threads", "3")
    walk.keys("F5")
    words = walk.say("Deadlock")
    walk.see("alert", lambda name: name.startswith(words), seconds=120)
    walk.keys("shift+F5")
    walk.see_state("deadlock", seconds=30)
