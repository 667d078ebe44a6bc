"""Two hundred lanes: filtered, counted, folded, and the overview that moves the view."""

import re

import hands
from chapter import step


def shown(walk):
    """How many of how many lanes: the line beside the filter."""
    label = walk.see("label", re.compile("|".join(
        f"^({walk.words.pattern(each).pattern})$" for each in ("%1 of %2 lanes", "%1 lanes"))))
    return [int(number.replace(",", "")) for number in re.findall(r"[\d,]+", label.name)]


@step("Two hundred threads run to their end")
def finished(walk):
    walk.run("counter-race", {"Threads": "200", "Between reading and writing": "20 ms", "Sleep afterwards": "50 ms"})
    walk.expect(lambda: max(shown(walk)) > 200, lambda: f"more than 200 lanes, not {shown(walk)}")
    walk.see_state("finished", seconds=60)


@step("Lanes of one kind are one row that counts them")
def family(walk):
    walk.see("push button", "Fold or unfold %1", inside=walk.timeline)
    walk.see("table row header", "%1 lanes “%2”", inside=walk.timeline)


@step("A name in the filter leaves only the lanes that have it")
def filter_(walk):
    walk.click(walk.see("text", "Filter lanes and objects by name"))
    hands.write("Thread-19")
    walk.expect(lambda: len(shown(walk)) == 2 and min(shown(walk)) < 20, lambda: f"few lanes, not {shown(walk)}")
    walk.see_all("table row header", re.compile("Thread-19"), inside=walk.timeline, least=2)
    walk.press("Clear all filters")
    walk.expect(lambda: len(shown(walk)) == 1, lambda: f"all lanes again, not {shown(walk)}")


@step("The legend counts the lanes in each state, and a click shows only these")
def legend(walk):
    x, _, width, _ = walk.timeline.box
    # On main: a mark of the variable belongs to one of the many, which would be shown.
    hands.click(x + width // 2, walk.see("table row header", walk.beginning("main"), inside=walk.timeline).middle[1])
    strip = walk.see("canvas", "Legend: lanes by state")

    def counted():
        return [each for each in strip.all("push button") if sum(map(int, re.findall(r"\d+", each.name))) > 0]

    walk.click(walk.expect(counted, "the lanes are counted")[0])
    walk.expect(lambda: len(shown(walk)) == 2, lambda: f"only some lanes, not {shown(walk)}")
    walk.press("Clear all filters")
    walk.expect(lambda: len(shown(walk)) == 1, lambda: f"all lanes again, not {shown(walk)}")


@step("The overview of the whole run moves what is in view")
def overview(walk):
    walk.keys("Home", "ctrl+equal", "ctrl+equal", "ctrl+equal")
    before = walk.ruler
    x, y, width, height = walk.see("canvas", "Overview of the whole run").box
    hands.click(x + width - 40, y + height // 2)
    walk.expect(lambda: walk.ruler != before, lambda: f"the stretch in view is another than {before}")


@step("The lanes of the row are shown one by one, and folded again")
def unfold(walk):
    x, y, width, height = walk.see("push button", lambda name: "Thread" in name, inside=walk.timeline).box
    before = [each.name for each in walk.timeline.all("table row header")]
    walk.choose_here("Show the %1 lanes “%2” one by one", (x + min(width, 140) // 2, y + height // 2))
    walk.expect(lambda: [each.name for each in walk.timeline.all("table row header")] != before, "there are other rows")
    walk.see("table row header", re.compile(r"^Thread-\d+\b"), inside=walk.timeline)
