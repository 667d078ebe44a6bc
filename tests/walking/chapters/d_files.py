"""A run is saved, opened again, and exported as a picture."""

import hands
from chapter import step


@step("A run finishes")
def finished(walk):
    walk.keys("ctrl+f")
    hands.write("join")
    walk.keys("Down", "Return")
    walk.see_state("finished", seconds=30)


@step("Ctrl+S saves it")
def save(walk):
    walk.keys("ctrl+s")
    walk.see({"dialog", "file chooser"}, "Save the run")
    walk.take_keyboard()
    hands.keys("ctrl+a")
    hands.write(str(walk.documents / "walk.braid"))
    walk.keys("Return")
    walk.expect(lambda: (walk.documents / "walk.braid").exists(), "the file is there")
    walk.see_no({"dialog", "file chooser"}, "Save the run")
    walk.take_keyboard()


@step("Ctrl+O opens it, and the lanes are the same")
def open_again(walk):
    lanes = [each.name for each in walk.timeline.all("table row header")]
    walk.keys("ctrl+o")
    walk.see({"dialog", "file chooser"}, "Open a run")
    walk.take_keyboard()
    hands.write(str(walk.documents / "walk.braid"))
    walk.keys("Return")
    walk.see_no({"dialog", "file chooser"}, "Open a run")
    walk.take_keyboard()
    walk.expect(lambda: [each.name for each in walk.timeline.all("table row header")] == lanes, lambda: f"the lanes are {lanes}")


@step("Ctrl+E shows the picture before it is exported, and all its fields have names")
def export(walk):
    walk.keys("ctrl+e")
    dialog = walk.see("dialog", "Export a picture")
    walk.take_keyboard()
    for label, chosen in (("Format", "PNG image"), ("Part", "The whole run"), ("Page", "As large as the picture")):
        walk.see("label", label, inside=dialog)
        walk.see("combo box", chosen, inside=dialog)
    for role in ("push button", "check box", "text", "spin button", "combo box"):
        for each in dialog.all(role):
            walk.expect(lambda: each.name or each.text, f"a {role} at {each.box} has no name")


@step("A title is written, a lane left out, and the drawing saved: its text is text")
def save_drawing(walk):
    dialog = walk.see("dialog", "Export a picture")
    walk.click(walk.see("combo box", "PNG image", inside=dialog))
    walk.keys("Home", "Down", "Return")
    walk.click(walk.see("text", "Title", inside=dialog))
    hands.keys("ctrl+a")
    hands.write("Waiting for two")
    walk.click(walk.see("page tab", "Lanes", inside=dialog))
    lanes = walk.see("list", "Lanes of the picture")
    last = walk.see_all({"list item", "check box"}, inside=lanes, least=3)[-1]
    walk.click(last)
    walk.keys("space")
    walk.expect(lambda: not last.is_("checked"), lambda: f"{last.name} is not ticked any more")
    walk.press("Save as…", inside=dialog)
    walk.see({"dialog", "file chooser"}, "Save the picture")
    walk.take_keyboard()
    hands.keys("ctrl+a")
    hands.write(str(walk.documents / "walk.svg"))
    walk.keys("Return")
    file = walk.documents / "walk.svg"
    walk.expect(lambda: file.exists() and "Waiting for two" in file.read_text(), "the drawing has its title as text")
    walk.expect(lambda: f">{last.name}<" not in file.read_text(), f"{last.name} is not in it")


@step("Ctrl+Shift+E shows the animation before it is written")
def animation(walk):
    walk.take_keyboard()
    if walk.app.first("dialog", walk.words("Export a picture")):
        walk.keys("Escape")
    walk.see_no("dialog", "Export a picture")
    walk.take_keyboard()
    walk.keys("ctrl+shift+e")
    dialog = walk.see("dialog", "Export an animation")
    walk.take_keyboard()
    walk.see("label", "%1 frames, %2 s; %3 × as fast as the run", inside=dialog)
    walk.see("combo box", "The run grows", inside=dialog)
    walk.see("slider", "Frame shown in the preview", inside=dialog)


@step("Escape closes it")
def closed(walk):
    walk.keys("Escape")
    walk.see_no("dialog", "Export an animation")
    walk.take_keyboard()
