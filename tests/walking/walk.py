"""A walk: one program, one screen, step by step."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import hands
import reader
from reader import until
from words import Words


MENU = {"menu item", "check menu item", "radio menu item", "menu"}
PATIENCE = 30  # seconds for what should take less than one: the machine may be busy


def named(wanted):
    if wanted is None or callable(wanted):
        return "" if wanted is None else " of the kind that was looked for"
    return f" named {wanted.pattern if hasattr(wanted, 'pattern') else wanted!r}"


class Unexpected(AssertionError):
    """What was seen is not what should have been."""


class Walk:
    """The program with a home of its own, and what a person does with it. Every wait has a deadline and, when it is over,
    says what was there instead."""

    def __init__(self, braid, look, folder, arguments=()):
        theme, language, size = look.split("-")
        # As on the screens that have so many pixels.
        reader.scale = 2 if int(size.split("x")[0]) >= 3000 else 1
        self.look, self.folder = look, folder
        self.size = [int(side) for side in size.split("x")]
        self.language = language
        self.words = Words(language)
        self.home = Path(tempfile.mkdtemp(prefix="braid-walk-"))
        settings = self.home / "config" / "braid" / "braid.conf"
        settings.parent.mkdir(parents=True)
        settings.write_text(f"[General]\ntheme={theme}\nlanguage={'zh_CN' if language == 'zh' else 'en'}\n")
        self.documents = self.home / "documents"
        self.documents.mkdir()
        (self.home / "runtime").mkdir(mode=0o700)
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "LC_", "LANG"))}
        environment.update(
            HOME=str(self.home), XDG_CONFIG_HOME=str(self.home / "config"), XDG_DATA_HOME=str(self.home / "data"),
            XDG_CACHE_HOME=str(self.home / "cache"), XDG_RUNTIME_DIR=str(self.home / "runtime"), LC_ALL="C.UTF-8",
            QT_QPA_PLATFORM="xcb", QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", QT_SCALE_FACTOR=str(reader.scale))
        self._start = lambda: subprocess.Popen([braid, *map(str, arguments)], env=environment, cwd=self.documents)
        self._process = self._start()
        self._find()

    def _find(self):
        self.app = reader.program(self._process.pid)
        if self.app is None:
            self.end()
            raise Unexpected("the program did not come up on the accessibility bus within 60 s")
        windows = until(lambda: hands.windows(self._process.pid))
        if windows:
            hands.fill(windows[-1], *self.size)
        self.take_keyboard()

    def again(self):
        """The program has been told to quit: starts it again with the same home."""
        try:
            self._process.wait(60)
        except subprocess.TimeoutExpired:
            self.fail("the program does not end")
        self._process = self._start()
        self._find()

    def end(self):
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
        shutil.rmtree(self.home, ignore_errors=True)

    # ---- seeing

    def say(self, english):
        """One way the words are said in the language of the walk."""
        return next(iter(self.words(english)))

    def beginning(self, english, other="(?!)"):
        """A pattern for what begins with these words, or as the pattern `other` says: headers say what a lane does behind its name."""
        return re.compile("^(" + "|".join([*map(re.escape, self.words(english)), other]) + ")")

    def _name(self, english):
        if not isinstance(english, str):
            return english
        return self.words.pattern(english) if "%" in english else self.words(english)

    def see(self, role=None, english=None, inside=None, seconds=PATIENCE):
        """The first such element that is showing. `english` is as the code has it ("Run", "%1 waits for %2"); a pattern, a
        set or a function is taken as it is."""
        name = self._name(english)
        # A whole sentence with places is meant from its beginning.
        found = until(lambda: (inside or self.app).first(role, name), seconds)
        if not found:
            self.fail(f"no {role or 'element'}{named(english)} was seen", inside, role)
        return found

    def see_all(self, role=None, english=None, inside=None, least=1, seconds=PATIENCE):
        name = self._name(english)
        found = until(lambda: (lambda all_: all_ if len(all_) >= least else None)((inside or self.app).all(role, name)), seconds)
        if not found:
            self.fail(f"fewer than {least} of {role or 'element'}{named(english)} were seen", inside, role)
        return found

    def see_no(self, role=None, english=None, inside=None, seconds=PATIENCE):
        name = self._name(english)
        if not until(lambda: (inside or self.app).first(role, name) is None, seconds):
            self.fail(f"{role or 'an element'}{named(english)} is still seen", inside, role)

    def expect(self, condition, sentence, seconds=PATIENCE):
        """`condition()` becomes true; `sentence` says what should have been, or is a function that says what was."""
        value = until(condition, seconds)
        if not value:
            self.fail(sentence() if callable(sentence) else sentence)
        return value

    def fail(self, sentence, inside=None, role=None):
        there = [each for each in (inside or self.app).walk() if each.name and (role is None or each.role == role)]
        seen = "; ".join(f"{each.role} “{each.name}”" for each in there[:40]) or "nothing"
        raise Unexpected(f"{sentence}; seen: {seen}{' …' if len(there) > 40 else ''}")

    @property
    def alive(self):
        return self._process.poll() is None

    def see_state(self, english, seconds=PATIENCE):
        """The state of the run, beside its time; behind it may stand since when."""
        ways = tuple(self.words(english))
        return self.see("label", lambda name: name.split("  ·  ")[0] in ways, seconds=seconds)

    @property
    def timeline(self):
        return self.see("canvas", "Timeline")

    @property
    def moment(self):
        """What the line below the timeline says about the moment under the cursor."""
        return self.see("label", lambda name: any(re.match(pattern, name) for pattern in self._moments())).name

    def _moments(self):
        return [self.words.pattern(each).pattern for each in (
            "Event %1 of %2: %3", "Before the first event", "Now: click into the timeline to look at an earlier moment",
            "The end of the run: click into the timeline to look at an earlier moment")] + [
                "(" + "|".join(re.escape(way[:12]) for each in ("Now", "The end of the run")
                               for way in self.words(each + ": click into the timeline to look at an earlier moment")) + ")"]

    @property
    def ruler(self):
        """Which stretch of time is in view."""
        return self.see("image", "Time ruler, from %1 to %2", inside=self.timeline).name

    @property
    def compact(self):
        """The window is narrow: icons at its left edge open the panes."""
        return self.app.first("tool bar", self.words("Panes")) is not None

    def open(self, english):
        """Brings the pane of that name to the front: by its tab, or in a compact window by its icon."""
        def control():
            tab = self.app.first("page tab", self._name(english))
            rail = None if tab else self.app.first("tool bar", self.words("Panes"))
            return tab or (rail and rail.first("check box", self._name(english)))

        found = until(control, PATIENCE)
        if not found:
            # One that stands alone has neither.
            return self.see({"label", "frame", "filler", "panel"}, english)
        def in_front(each):
            # Qt 6.4 says of the tab in front that it is focused, later versions that it is selected.
            return each.is_("selected") or each.is_("focused") if each.role == "page tab" else each.is_("checked")

        # What was asked for before may still be under way, and bring another one to the front: then again, as a person would.
        for _ in range(3):
            if in_front(control() or found):
                return found
            self.click(control() or found)
            if until(lambda: in_front(control() or found), PATIENCE / 3):
                return found
        self.fail(f"{english} is in front")

    def pane(self, english):
        """The pane of that name, brought to the front where it lies behind another."""
        self.open(english)
        return self.see("canvas", english) if english in {"Inspector", "Wait-for graph", "Critical path"} else None

    def listen(self, kind):
        """From now on: a function that gives the names of the elements that events of that kind were about."""
        return reader.listen(kind)

    def hear(self, heard, english, seconds=PATIENCE):
        """Waits until one of those that were spoken of (`listen`) has that name."""
        name = self._name(english)
        fits = name.search if hasattr(name, "search") else name.__contains__
        self.expect(lambda: any(map(fits, heard())), lambda: f"{english!r} is said aloud, not {heard()[-8:]}", seconds)

    # ---- doing

    def take_keyboard(self):
        """The newest window gets the keyboard."""
        windows = until(lambda: hands.windows(self._process.pid))
        if windows:
            hands.focus(windows[-1])
            until(lambda: self.app.first(name=None) and any(each.is_("active") for each in self.app.children()), 3)

    def click(self, element, button=1, times=1):
        hands.click(*element.middle, button=button, times=times)
        return element

    def press(self, english, role="push button", inside=None):
        """Clicks the button of that name."""
        return self.click(self.see(role, english, inside))

    def keys(self, *names):
        hands.keys(*names)

    def choose(self, *path):
        """A menu entry by its way there, with the mouse: choose("View", "Theme", "Dark")."""
        for index, english in enumerate(path):
            self.click(self.see(MENU, english, self.app if index else self.see("menu bar")))

    def choose_by_keys(self, opening, *path):
        """The same with the keyboard alone: `opening` is the key of the menu."""
        hands.keys(opening)
        for index, english in enumerate(path):
            name = self._name(english)
            self.see(MENU, english)
            for _ in range(40):
                if any(each.is_("focused") or each.is_("selected") for each in self.app.all(MENU, name)):
                    break
                hands.keys("Down")
            else:
                self.fail(f"the keys do not reach {english!r}", role="menu item")
            hands.keys("Right" if index + 1 < len(path) else "Return")

    def choose_here(self, english, place, beside=(), button=3):
        """An entry of the menu that a right click (or one with `button`) opens: such a menu is no part of the tree, but its entries are said aloud."""
        heard = self.listen("object:state-changed:focused")
        hands.click(*place, button=button)
        for _ in range(16):
            before = len(heard())
            hands.keys("Down")
            until(lambda: len(heard()) > before, 2)
            if heard() and self._fits(english, heard()[-1]):
                for other in beside:
                    self.hear(heard, other)
                hands.keys("Return")
                return
        self.fail(f"{english!r} is not in the menu: {heard()}")

    def _fits(self, english, name):
        wanted = self._name(english)
        return bool(wanted.match(name)) if hasattr(wanted, "match") else name in wanted

    def run(self, scenario, parameters=()):
        """Chooses a scenario by searching for it, sets parameters by their labels, and starts it."""
        if self.compact:
            self.open("Scenarios")
        self.click(self.see("text", "Search scenarios"))
        hands.keys("ctrl+a")
        hands.write(scenario)
        self.keys("Down", "Return") if not parameters else self.keys("Down")
        if parameters and self.compact:
            self.open("Parameters")
        for english, value in dict(parameters).items():
            self.set(english, value)
        if parameters:
            self.keys("F5")

    def tab(self, english):
        """Brings the pane to the front whose tab or icon has that name."""
        return self.open(english)

    def set(self, label, text):
        """Types a value into the box of the parameter with that label."""
        box = self.see({"spin button", "text"}, label)
        self.click(box)
        hands.keys("ctrl+a")
        hands.write(text)
        hands.keys("Tab")

    def brightness(self):
        """Of the whole screen, 0 … 1."""
        return hands.brightness()

    def picture(self, name):
        hands.picture(self.folder / f"{name}.png")
