"""What a screen reader hears: the accessibility tree of the program, asked over the AT-SPI bus."""

import re
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PAUSE = 0.03  # seconds between two looks; every wait has a deadline

# Every question crosses the bus: what has nothing below it is not asked for it, and of a long table only its beginning.
LEAVES = {"table cell", "table row header", "table column header", "image", "label", "push button", "check box", "radio button",
          "separator", "slider", "spin button", "text", "page tab", "list item",
          "progress bar"}
TABLES = {"table", "tree", "tree table", "list"}
MOST_CHILDREN = 200
scale = 1  # pixels of the screen for one of the bus


def until(condition, seconds=10, pause=PAUSE):
    """The first value of `condition()` that is true, or what it was when `seconds` were over."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value or time.monotonic() > deadline:
            return value
        time.sleep(pause)


class Element:
    """One node of the tree. What has vanished meanwhile is empty and not showing."""

    def __init__(self, node):
        self.node = node

    def _ask(self, question, nothing):
        try:
            return question()
        except GLib.Error:
            return nothing

    @property
    def name(self):
        return self._ask(self.node.get_name, "") or ""

    @property
    def description(self):
        return self._ask(self.node.get_description, "") or ""

    @property
    def role(self):
        return self._ask(self.node.get_role_name, "")

    def is_(self, *states):
        held = self._ask(self.node.get_state_set, None)
        return held is not None and all(held.contains(getattr(Atspi.StateType, state.upper())) for state in states)

    @property
    def box(self):
        """x, y, width, height on the screen."""
        extents = self._ask(lambda: Atspi.Component.get_extents(self.node, Atspi.CoordType.SCREEN), None)
        return tuple(scale * each for each in (extents.x, extents.y, extents.width, extents.height)) if extents else (0, 0, 0, 0)

    @property
    def middle(self):
        x, y, width, height = self.box
        return x + width // 2, y + height // 2

    @property
    def text(self):
        """What stands in an editable text; else its name."""
        count = self._ask(lambda: Atspi.Text.get_character_count(self.node), -1)
        return self._ask(lambda: Atspi.Text.get_text(self.node, 0, count), "") if count >= 0 else self.name

    @property
    def value(self):
        return self._ask(lambda: Atspi.Value.get_current_value(self.node), None)

    def press(self):
        """Its first action: for what no pointer can reach."""
        return self._ask(lambda: Atspi.Action.do_action(self.node, 0), False)

    def showing(self):
        """Qt moves the docks behind a tab out of sight instead of hiding them."""
        if not self.is_("showing"):
            return False
        x, y, width, height = self.box
        return width == 0 or (x + width > 0 and y + height > 0)

    def children(self):
        count = self._ask(self.node.get_child_count, 0)
        if self.role in TABLES:
            count = min(count, MOST_CHILDREN)
        nodes = (self._ask(lambda index=index: self.node.get_child_at_index(index), None) for index in range(count))
        return [Element(node) for node in nodes if node is not None]

    def walk(self, showing=True, depth=30):
        """Everything below, itself left out; what is not showing is passed over with all that is in it."""
        pieces = self.role in TABLES | {"canvas"}  # they lie within it: where each lies need not be asked
        for child in self.children():
            if showing and not (child.is_("showing") if pieces else child.showing()):
                continue
            yield child
            if depth > 0 and child.role not in LEAVES:
                yield from child.walk(showing, depth - 1)

    def all(self, role=None, name=None, showing=True):
        """`name` is a text, a set of texts, a pattern (searched) or a function."""
        return [each for each in self.walk(showing) if each.fits(role, name)]

    def first(self, role=None, name=None, showing=True):
        return next((each for each in self.walk(showing) if each.fits(role, name)), None)

    def fits(self, role=None, name=None):
        if role is not None and self.role not in ({role} if isinstance(role, str) else role):
            return False
        if name is None:
            return True
        mine = self.name
        if isinstance(name, str):
            return mine == name
        if isinstance(name, re.Pattern):
            return bool(name.search(mine))
        return name(mine) if callable(name) else mine in name

    def tree(self, showing=True, indent=0):
        """For a person who wants to know what there was instead."""
        lines = []
        for child in self.children():
            if showing and not child.showing():
                continue
            lines.append(f"{'  ' * indent}{child.role} “{child.name}” {child.description!r} {child.box}")
            lines += child.tree(showing, indent + 1)
        return lines


def listen(kind):
    """From now on: a function that gives the names of the elements that events of that kind were about, so far."""
    names = []

    def note(event):
        names.append(Element(event.source).name)

    listener = Atspi.EventListener.new(note)
    listener.register(kind)

    def heard(_listener=listener):  # it hears as long as it is asked
        while GLib.MainContext.default().iteration(False):
            pass
        return names

    return heard


def program(pid, seconds=60):
    """The tree of the program with that process id, or None where it does not come up in time."""
    Atspi.init()

    def there():
        desktop = Atspi.get_desktop(0)
        desktop.set_cache_mask(Atspi.Cache.NONE)  # always what is there now
        for index in range(desktop.get_child_count()):
            node = desktop.get_child_at_index(index)
            try:
                if node is not None and node.get_process_id() == pid:
                    node.set_cache_mask(Atspi.Cache.NONE)
                    return Element(node)
            except GLib.Error:
                continue
        return None

    return until(there, seconds)
