"""A run is held, stepped and let go."""

import re

import hands
from chapter import step


def events(walk):
    label = walk.see("label", walk.words.pattern("%1 events"))
    return int(re.sub(r"\D", "", re.search(r"[\d,.]+", label.name).group()))


@step("A long run starts, in slow motion")
def long_run(walk):
    walk.set("Slow motion factor", "20")  # time enough on a busy machine, too
    walk.run("semaphore")
    walk.see_state("running")
    walk.see_all("table row header", "%1 has been blocked on %2 for %3", inside=walk.timeline)


@step("Space pauses it: nothing happens any more")
def pause(walk):
    walk.keys("space")
    walk.see_state("paused")


@step("The inspector draws the semaphore's permits and who waits for one")
def permits(walk):
    walk.click(walk.see("table row header", re.compile("semaphore.*semaphore|^信号量 semaphore"), inside=walk.timeline))
    picture = walk.pane("Inspector")
    walk.see(None, "%1 of %2 free", inside=picture)
    hands.wheel(*picture.middle, -20)  # the pane may be too low for all of it
    walk.see(None, "Waiting, longest first: %1", inside=picture)


@step("F10 lets one operation through")
def one_step(walk):
    before = events(walk)
    walk.keys("F10")
    walk.expect(lambda: events(walk) > before, lambda: f"more than {before} events, still {events(walk)}")
    walk.see_state("paused")


@step("Space lets it go on to its end")
def go_on(walk):
    walk.keys("space")
    walk.set("Slow motion factor", "1")
    walk.see_state("finished", seconds=60)
