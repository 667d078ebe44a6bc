"""The window itself: the palette, layouts, menus where one points, the presenter, colours and motion for everyone."""

import re

import hands
from chapter import step


def palette(walk, key, words):
    """Opens it, which is said aloud."""
    heard = walk.listen("object:state-changed:focused")
    walk.keys(key)
    walk.hear(heard, words)


@step("The start page offers six scenarios as pictures, each with what it shows")
def cards(walk):
    chosen = walk.see_all("radio button", least=6)
    for card in chosen:
        walk.expect(lambda: len(card.description) > 10, f"{card.name} says what it shows")
    walk.click(chosen[2])
    walk.expect(lambda: chosen[2].is_("checked"), "the one that was clicked is chosen")


@step("Ctrl+Shift+P finds a scenario by its name")
def commands(walk):
    palette(walk, "ctrl+shift+p", "A command, scenario, finding, lane or object")
    hands.write("daemon")
    walk.picture("g_window-palette")
    walk.keys("Return")
    walk.see("label", "A daemon dies with its process")


@step("Another one runs")
def another(walk):
    walk.run("join")
    walk.see("table row header", re.compile("^T2"), inside=walk.timeline)


@step("Ctrl+P goes to a lane")
def go_to(walk):
    palette(walk, "ctrl+p", "The name of a lane or an object")
    hands.write("T2")
    walk.keys("Return")
    walk.expect(lambda: walk.see("table row header", re.compile("^T2"), inside=walk.timeline).is_("selected"), "its lane is selected")


@step("A right click on a bar offers what can be done with it")
def context(walk):
    walk.see_state("finished", seconds=40)
    walk.keys("Home")
    bars = walk.see_all("table cell", re.compile("^T2"), inside=walk.timeline)
    x, y, width, height = max((each.box for each in bars), key=lambda box: box[2])  # its sleep
    walk.choose_here("Zoom to it", (x + width // 2, y + height - 5), beside=("Copy the sentence",))


@step("Ctrl+Z undoes it, Ctrl+Shift+Z does it again")
def undo(walk):
    zoomed = walk.ruler
    walk.keys("ctrl+z")
    walk.expect(lambda: walk.ruler != zoomed, "what was in view before is back")
    walk.keys("ctrl+shift+z")
    walk.expect(lambda: walk.ruler == zoomed, lambda: f"{zoomed}, not {walk.ruler}")


@step("C shows the critical path of the run: thread 2's sleep decides how long it takes")
def path(walk):
    walk.keys("Escape", "alt+2", "c")
    picture = walk.pane("Critical path")
    walk.see(None, re.compile("T2|" + "|".join(map(re.escape, walk.words("sleeping")))), inside=picture)


@step("Alt+2 shows the statistics, Alt+1 what one watches with, Alt+3 what one shows to others")
def layouts(walk):
    walk.open("Statistics")
    walk.see({"table", "tree table", "tree"}, "Statistics of the lanes")
    walk.keys("alt+3")
    walk.see_no({"table", "tree table", "tree"}, "Statistics of the lanes")
    walk.see_no("tree", "Scenarios by family")
    walk.see("canvas", "Timeline")
    walk.keys("alt+1")
    walk.open("Scenarios") if walk.compact else None
    walk.see("tree", "Scenarios by family")


@step("F12 is for presenting: larger type over the whole screen; Escape ends it")
def presenter(walk):
    walk.keys("F12")
    walk.see_no("tree", "Scenarios by family")
    walk.see({"push button", "toggle button", "check box"}, "More")
    walk.picture("g_window-presenting")
    walk.take_keyboard()
    walk.keys("Escape")
    walk.see("tree", "Scenarios by family")


@step("High contrast and reduced motion can be chosen, and taken back")
def everyone(walk):
    walk.choose("View", "High contrast")
    walk.see("canvas", "Timeline")
    walk.picture("g_window-high-contrast")
    walk.choose("View", "Reduced motion")
    walk.click(walk.see("menu item", "View", inside=walk.see("menu bar")))
    for english in ("High contrast", "Reduced motion"):
        walk.expect(lambda: walk.see({"menu item", "check menu item"}, english).is_("checked"), f"{english} is ticked")
    walk.keys("Escape")
    walk.take_keyboard()
    walk.choose("View", "High contrast")


@step("The status bar says what watching costs")
def cost(walk):
    walk.see("label", lambda name: all(re.search(walk.words.pattern(each).pattern, name) for each in (
        "%1 events", "%1 events/s", "%1 lost", "worst frame %1 ms")))
