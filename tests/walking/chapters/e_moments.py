"""A finished run is looked through: any moment of it in every pane, event by event, its source, its queue, its figures."""

import re

import hands
from chapter import step

PLACE = re.compile(r"\D*([\d,]+)\D+([\d,]+)")


def event(walk):
    """The number of the event under the cursor."""
    return int(PLACE.match(walk.moment).group(1).replace(",", ""))


def on_event(walk):
    return re.match(walk.words.pattern("Event %1 of %2: %3").pattern, walk.moment)


def of_main(walk, name):
    return any(word in name for word in walk.words("main"))


def ruler_at(walk, share):
    """A place on the ruler: right of the names of the lanes."""
    x, y, width, height = walk.see("image", "Time ruler, from %1 to %2", inside=walk.timeline).box
    names = walk.see("table row header", inside=walk.timeline).box[2]
    return int(x + names + (width - names) * share), y + height // 2


def table(walk, english):
    return walk.see({"table", "tree table", "tree"}, english)


def cells(pane):
    return [each.name for each in pane.all({"table cell", "tree item"}) if each.name]


@step("A run of a queue with little room finishes")
def finished(walk):
    walk.run("queue-bounded")
    walk.see_state("finished", seconds=30)
    walk.keys("Home")
    walk.expect(lambda: walk.moment and not on_event(walk), "the cursor is at the end of the run")


@step("A click into the timeline puts the cursor there: the event of that moment is named")
def cursor(walk):
    walk.open("Console")
    walk.expect(lambda: any("nothing left" in name for name in cells(table(walk, "Console"))), "the console has the whole run")
    hands.click(*ruler_at(walk, 0.5))
    walk.expect(lambda: on_event(walk), lambda: f"an event is named, not “{walk.moment}”")


@step("The inspector draws the queue as it was then: its places, how many are taken, who waits")
def queue(walk):
    walk.click(walk.see("table row header", re.compile(r"\bq\b"), inside=walk.timeline))
    picture = walk.pane("Inspector")
    walk.see(None, "%1 of %2", inside=picture)


@step("> and < go to the next event of the run and back")
def events(walk):
    before = event(walk)
    walk.keys("greater")
    walk.expect(lambda: event(walk) > before, lambda: f"an event after {before}")
    walk.keys("less")
    walk.expect(lambda: event(walk) <= before, lambda: f"event {before} again, not {event(walk)}")


@step(". and , go along the lane, [ and ] to cause and effect")
def lane_events(walk):
    walk.click(walk.see("table row header", walk.beginning("main"), inside=walk.timeline))
    hands.click(*ruler_at(walk, 0.3))  # none of them has ended yet
    before = event(walk)
    walk.keys("period", "period")
    walk.expect(lambda: event(walk) > before, lambda: f"an event after {before}")
    later = event(walk)
    walk.keys("comma")
    walk.expect(lambda: event(walk) < later, lambda: f"an event before {later}")
    here = event(walk)
    moments = set()
    for key in ("bracketleft", "bracketright", "bracketleft"):
        walk.keys(key)
        moments.add(event(walk))
    walk.expect(lambda: len(moments | {here}) > 1, "an arrow leads from cause to effect")


@step("B puts a bookmark with a note, N finds it again")
def bookmark(walk):
    here = event(walk)
    walk.keys("b")
    dialog = walk.see("dialog", "Bookmark")
    walk.take_keyboard()
    walk.see("text", "Note", inside=dialog)
    hands.write("remember")
    walk.keys("Return")
    walk.see_no("dialog", "Bookmark")
    walk.take_keyboard()
    count = int(PLACE.match(walk.moment).group(2).replace(",", ""))
    away, back = (0.1, "n") if here > count / 2 else (0.9, "shift+n")
    walk.expect(lambda: hands.click(*ruler_at(walk, away)) or event(walk) != here, "the cursor is elsewhere")
    walk.keys(back)
    walk.expect(lambda: event(walk) == here, lambda: f"event {here}, not {event(walk)}")


@step("Ctrl+Space plays the run again from the cursor, and pauses")
def replay(walk):
    here = event(walk)
    walk.see("combo box", re.compile("^1 ×"))
    walk.keys("ctrl+space")
    walk.expect(lambda: not on_event(walk) or event(walk) > here, lambda: f"the cursor goes on from event {here}")
    if walk.app.first("push button", walk.words("Pause the replay")):
        walk.keys("ctrl+space")
    walk.see("push button", "Replay from the cursor")


@step("A click on a line of the source shows its events: event n of m; the list goes to the next")
def source(walk):
    walk.tab("Source")
    code = walk.see("text", lambda name: walk.say("Source of the scenario") in name or ".cpp" in name)
    # The code is what a reader hears; a click on any line with an event shows its list.
    x, y, width, height = code.box
    for share in (0.3, 0.4, 0.5, 0.6, 0.7, 0.25, 0.8):
        hands.click(x + width // 3, int(y + height * share))
        walk.see("label", re.compile("|".join(walk.words.pattern(each).pattern for each in (
            "Line %1: nothing happened here", "Line %1: %2 events", "Line %1: event %2 of %3"))), seconds=5)
        if walk.app.first("label", walk.words.pattern("Line %1: event %2 of %3")):
            break
    label = walk.see("label", "Line %1: event %2 of %3", seconds=5)
    before = label.name
    walk.press("Next event of this line")
    walk.press("Previous event of this line")
    walk.see("label", "Line %1: event %2 of %3")
    walk.expect(lambda: walk.see("label", "Line %1: event %2 of %3").name and before, "the line's events are counted")
    walk.press("Close the list")
    walk.see_no("label", "Line %1: event %2 of %3")


@step("Alt+2 lays the window out for investigating, Statistics says what every lane did")
def statistics(walk):
    walk.keys("alt+2")
    walk.tab("Statistics")
    walk.see("label", "Whole run: %1 · %2 events · %3 events/s")
    figures = table(walk, "Statistics of the lanes")
    walk.expect(lambda: any(of_main(walk, name) for name in cells(figures)), "main has a row")


@step("A drag on the ruler marks a stretch: the figures are of it alone")
def measure(walk):
    walk.keys("Home")
    hands.drag(ruler_at(walk, 0.15), ruler_at(walk, 0.35))  # not where the cursor stands: it would be what is dragged
    walk.see("label", "Marked stretch from %1 to %2: %3 · %4 events · %5 events/s")
    walk.press("Whole run")
    walk.see("label", "Whole run: %1 · %2 events · %3 events/s")


@step("The objects have their figures too: how often taken, how long waited for")
def objects(walk):
    walk.tab("Objects")
    figures = table(walk, "Statistics of the objects")
    walk.expect(lambda: any(re.search(r"\bq\b", name) for name in cells(figures)), "the queue has a row")


@step("The table is saved as CSV")
def csv(walk):
    walk.press("Save the table as CSV")
    walk.see({"dialog", "file chooser"}, "Save the table as CSV")
    walk.take_keyboard()
    hands.keys("ctrl+a")
    hands.write(str(walk.documents / "figures.csv"))
    walk.keys("Return")
    file = walk.documents / "figures.csv"
    walk.expect(lambda: file.exists() and len(file.read_text().splitlines()) > 1, "the table is in the file")
    walk.see_no({"dialog", "file chooser"}, "Save the table as CSV")
    walk.take_keyboard()


@step("The event table lists all, and only those with a text in them")
def event_table(walk):
    walk.tab("Events")
    box = walk.see("text", "Filter by text")
    walk.click(box)
    hands.write("main")  # the name that the program gave, which is found in every language
    walk.see("label", "%1 of %2 events")
    walk.expect(lambda: any(of_main(walk, name) for name in cells(table(walk, "Events"))), "some are left")
    walk.press("Show all events")


@step("A second run can be compared with the first: the differences are named")
def compare(walk):
    walk.tab("Statistics")
    walk.keys("F5", "shift+F5")  # by keys: on a busy machine it would be over before anybody had seen it
    stop = walk.see("push button", "Stop")
    walk.expect(lambda: not stop.is_("sensitive"), "the run is over")
    walk.tab("Compare")
    differences = table(walk, "Differences between the runs")
    walk.expect(lambda: cells(differences), "there are differences")


@step("Each way out of the deadlock runs once, and all are above each other on one time axis")
def compare_all(walk):
    if not walk.compact:
        walk.keys("alt+1")  # where the scenarios are
    walk.run("deadlock-fixed", {"Threads": "3", "Holding A": "20 ms"})
    walk.see_state("finished", seconds=60)
    if not walk.compact:
        walk.keys("alt+2")
    walk.tab("Statistics")
    walk.tab("Compare")
    button = walk.see("push button", "Compare with")
    walk.choose_here("Run with each value of “%1”, compare all", button.middle, button=1)
    walk.see("label", "%1 runs on one time axis; the last one is the present run", seconds=90)
    walk.see("push button", "Save the picture…")
