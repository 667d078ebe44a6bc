"""A run is saved, opened again, and exported as a picture."""

import hands
from chapter import step


@step("A run finishes")
def finished(walk):
    walk.keys("ctrl+f")
    hands.write("join")
    walk.keys("Down", "Return")
    walk.see("label", "finished", seconds=30)


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


@step("Ctrl+E shows the picture before it is exported")
def export(walk):
    walk.keys("ctrl+e")
    walk.see("dialog", "Export a picture")
    walk.take_keyboard()


@step("Its preview, its fields and its buttons have names")
def export_fields(walk):
    dialog = walk.see("dialog", "Export a picture")
    for role in ("push button", "check box", "text", "spin button", "combo box"):
        for each in dialog.all(role):
            walk.expect(lambda: each.name or each.text, f"a {role} at {each.box} has no name")
    walk.keys("Escape")
    walk.see_no("dialog", "Export a picture")
    walk.take_keyboard()
