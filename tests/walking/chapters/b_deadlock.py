"""A deadlock as it happens: the banner, the lanes, the graph, the inspector; moving about with mouse and keyboard."""

import re

import hands
from chapter import step
from reader import until


def threads(walk):
    """The headers of the threads' lanes in view, from the top down."""
    return walk.see_all("table row header", re.compile(r"^Thread-\d+"), inside=walk.timeline, least=3)


def lane_of(element):
    return re.match(r"Thread-\d+", element.name).group()


@step("A search finds the scenario, Enter twice runs it")
def search_and_run(walk):
    walk.keys("ctrl+f")
    hands.write("deadlock")
    walk.keys("Down", "Return")
    walk.see("table row header", re.compile("^deadlock"), inside=walk.timeline)


@step("The banner names the cycle of two as soon as it closes")
def banner(walk):
    alert = walk.see("alert", re.compile(".*"))
    words = walk.say("Deadlock")
    walk.expect(lambda: alert.name.startswith(words), lambda: f"the banner says “{alert.name}”")
    walk.open("Findings")
    walk.see("list item", lambda name: name.startswith(words))


@step("Every blocked lane says on which lock it is blocked, for how long, and who holds it")
def lanes_say_why(walk):
    walk.see_all("table row header", "%1 has been blocked on %2 for %3, held by %4", inside=walk.timeline, least=3 if walk.compact else 5)


@step("The wait-for graph shows the same cycle")
def graph(walk):
    picture = walk.pane("Wait-for graph")
    walk.see_all("image", "%1 has been blocked on %2 for %3, held by %4", inside=picture, least=2)
    walk.see_all("image", lambda name: "Thread-1" in name, inside=picture, least=3)


@step("Show goes to the moment it closed")
def show(walk):
    before = walk.see("image", "Time ruler, from %1 to %2", inside=walk.timeline).name
    # In a narrow window the banner itself takes the place of its button.
    walk.click(until(lambda: walk.app.first("push button", walk.words("Show the finding on the timeline")), 3) or walk.see("label", "Deadlock"))
    walk.expect(lambda: walk.see("image", "Time ruler, from %1 to %2", inside=walk.timeline).name != before,
                "the time range changes")
    marker = walk.see("push button", lambda name: name.startswith(walk.say("Deadlock")), inside=walk.timeline)
    walk.expect(lambda: marker.is_("selected"), "the finding's mark is selected")


@step("A click on a bar selects it, and the inspector shows its lock: who holds it and who waits")
def inspector(walk):
    pattern = walk.words.pattern("%1 has been blocked on %2 for %3, held by %4")
    bars = walk.see_all("table cell", pattern, inside=walk.timeline)
    bar = max(bars, key=lambda each: each.box[2])
    x, y, width, height = bar.box
    hands.click(x + width - 10, y + height // 2)  # at its end, where the cycle is closed: a click answers for the moment clicked
    walk.expect(lambda: bar.is_("selected"), "the bar is selected")
    walk.tab("Inspector")
    picture = walk.see("canvas", "Inspector")
    walk.see(None, re.compile(re.escape(lane_of(bar)) + r"\b"), inside=picture)


@step("The same click says why it is stuck: the chain, link by link, to the cycle that closes it")
def why(walk):
    walk.open("Why")
    chain = walk.see("list", "Why: the chain to the cause")
    walk.see("list item", "%1 has waited for %2 for %3, held by %4 for %5", inside=chain)
    cycle = walk.see("list item", "A cycle that cannot open: %1", inside=chain)
    # Who came first decides which two: the same as the banner says.
    banner = walk.see("alert", re.compile(".*"))
    two = set(re.findall(r"Thread-\d+", banner.name))
    walk.expect(lambda: len(two) == 2 and set(re.findall(r"Thread-\d+", cycle.name)) == two,
                lambda: f"the cycle of the banner, “{banner.name}”, not “{cycle.name}”")


@step("Y asks the same of any lane that is selected: it ends in the same cycle")
def why_by_key(walk):
    walk.keys("Escape", "Escape", "Escape")  # the question, what is selected, the cursor: Y asks about the cursor's moment, or the end where there is none
    asked = lane_of(walk.click(threads(walk)[2]))
    walk.keys("y")
    walk.see("label", re.compile(asked + r"\b"))
    chain = walk.see("list", "Why: the chain to the cause")
    walk.see("list item", re.compile(asked + r"\b"), inside=chain)
    walk.see("list item", "A cycle that cannot open: %1", inside=chain)


@step("Ctrl and the arrows choose lanes and bars without the mouse")
def by_keyboard(walk):
    above, here = threads(walk)[:2]
    above = re.compile("^" + lane_of(above) + r"\b")
    walk.click(here)
    heard = walk.listen("object:state-changed:focused")
    walk.keys("ctrl+Up")
    walk.expect(lambda: any(map(above.match, heard())), lambda: f"the lane is said aloud, not {heard()}")
    walk.expect(lambda: walk.see("table row header", above, inside=walk.timeline).is_("selected"),
                "the lane above is selected")
    walk.keys("Return")
    walk.expect(lambda: any(each.is_("selected") for each in walk.timeline.all("table cell")), "a bar is selected")
    walk.keys("ctrl+Left", "f")  # and F shows it in full: it may be shorter than a pixel
    walk.expect(lambda: any(each.is_("selected") for each in walk.timeline.all("table cell")), "the bar before is selected")


@step("The wheel zooms at the pointer, Home shows the whole run again")
def zoom(walk):
    ruler = lambda: walk.see("image", "Time ruler, from %1 to %2", inside=walk.timeline).name
    bar = ruler()
    walk.keys("Home")
    walk.expect(lambda: ruler() != bar, "the ruler shows all")
    before = ruler()
    hands.wheel(*walk.timeline.middle, 5)
    walk.expect(lambda: ruler() != before, "the ruler shows less time")
    zoomed = ruler()
    walk.keys("Home")
    walk.expect(lambda: ruler() != zoomed, "the ruler shows all")


@step("Ctrl+Z goes back to where one was")
def back(walk):
    ruler = lambda: walk.see("image", "Time ruler, from %1 to %2", inside=walk.timeline).name
    whole = ruler()
    walk.keys("ctrl+z")
    walk.expect(lambda: ruler() != whole, "the view before Home is back")


@step("Stop ends the stuck run at once")
def stop(walk):
    walk.press("Stop")
    walk.expect(lambda: not walk.see("push button", "Stop").is_("sensitive"), "nothing is left to stop")
