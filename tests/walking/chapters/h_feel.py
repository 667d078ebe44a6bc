"""What a person does over and over: search, mark an area, look around with the wheel, let go, change the window's size, close and come back."""

import re

import hands
from chapter import step


@step("A deadlock runs, and stops by itself: nothing can move any more")
def stuck(walk):
    walk.run("deadlock")
    walk.see("alert", re.compile(".*"), seconds=60)
    walk.see("label", "stuck since %1", seconds=60)
    walk.keys("shift+F5")
    walk.expect(lambda: not walk.see("push button", "Stop").is_("sensitive"), "the run is over")


@step("In the smallest window and in the largest, at least eight lanes are seen")
def lanes_in_sight(walk):
    walk.keys("alt+0", "Home")
    if walk.compact:
        walk.open("About")
    x, y, width, height = walk.timeline.box
    least = 8 if walk.compact else 5  # in a roomy one, panes are open below

    def whole():
        lanes = walk.timeline.all("table row header", walk.beginning("main", r"Thread-\d+"))
        return [each for each in lanes if each.box[1] >= y and each.box[1] + each.box[3] <= y + height]

    walk.expect(lambda: len(whole()) >= least, lambda: f"{len(whole())} lanes are in sight, not {least}")


@step("Ctrl+F in the lanes lights what fits as one types, Enter goes to the first, Escape ends it")
def search(walk):
    x, y, width, height = walk.timeline.box
    hands.click(x + width // 2, y + height // 3)
    walk.keys("ctrl+f")
    hands.write("Thread-3")
    walk.picture("h_feel-searching")
    walk.keys("Return")
    walk.expect(lambda: walk.see("table row header", re.compile(r"^Thread-3\b"), inside=walk.timeline).is_("selected"), "its lane is selected")
    walk.keys("Escape")


@step("A drag with Shift marks an area and tells what it comes to, Escape takes it away")
def area(walk):
    walk.keys("Home")
    x, y, width, height = walk.timeline.box
    hands.drag((x + width // 2, y + height // 3), (x + width * 3 // 4, y + height // 2), modifiers=("shift",))
    walk.picture("h_feel-area")
    if not walk.compact:
        walk.keys("alt+2")  # there is no tab of it in the layout for watching
    walk.open("Statistics")
    walk.see("label", "Marked stretch from %1 to %2: %3 · %4 events · %5 events/s")
    walk.keys("Escape")
    walk.see("label", "Whole run: %1 · %2 events · %3 events/s")
    if not walk.compact:
        walk.keys("alt+1")


@step("Escape lets go of one thing after another until nothing stands out")
def let_go(walk):
    walk.keys("c")
    for _ in range(8):
        walk.keys("Escape")
    path = walk.see("menu bar")
    walk.click(walk.see("menu item", "Go", inside=path))
    walk.expect(lambda: not walk.see({"menu item", "check menu item"}, "Critical path of the run or the marked stretch").is_("checked"),
                "the critical path is not shown any more")
    walk.keys("Escape")
    walk.take_keyboard()


@step("Twenty starts and stops in a row leave one run and no process more")
def hammer(walk):
    for _ in range(20):
        walk.keys("F5", "shift+F5")
    walk.keys("shift+F5")
    walk.expect(lambda: not walk.see("push button", "Stop").is_("sensitive"), "the last one is over")
    walk.see("canvas", "Timeline")


@step("A hundred runs say how many are done, and stop at once")
def hundred(walk):
    walk.keys("ctrl+shift+r")
    walk.see("label", re.compile("|".join(walk.words.pattern(each).pattern for each in ("%1, %2 s so far", "%1, about %2 s left"))))
    walk.keys("shift+F5")
    walk.expect(lambda: not walk.see("push button", "Stop").is_("sensitive"), "nothing is under way any more")


@step("After the second and the third start the panes are where they were, and resetting them leaves no wreck")
def starts(walk):
    for _ in range(2):
        walk.keys("ctrl+q")
        walk.again()
        walk.run("join")
        walk.keys("alt+2", "alt+0", "alt+1", "alt+0")
        walk.see("table row header", re.compile("^T2"), inside=walk.timeline, seconds=40)
        tabs = [each.name for each in walk.app.all("page tab")]
        walk.expect(lambda: len(tabs) == len(set(tabs)), lambda: f"each tab is there once: {tabs}")
        walk.open("About")
        walk.see("label", "About the scenario")
