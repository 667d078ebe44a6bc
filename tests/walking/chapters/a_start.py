"""From the first launch to a running, explained scenario; the keys sheet; the language and the colours."""

from chapter import step


@step("The first launch offers a scenario, explains it, and lists all the others")
def first_launch(walk):
    walk.see("push button", "Run the scenario")
    walk.see("label", "About the scenario")
    walk.see_all("radio button", least=4)  # the first cards
    if walk.compact:
        walk.open("Scenarios")
    walk.see("tree", "Scenarios by family")
    walk.see("table cell", "Start a thread")
    walk.open("About")


@step("One click more, and it runs: its lanes are on the timeline, the explanation stays beside it")
def two_clicks(walk):
    walk.press("Run the scenario")
    walk.see("table row header", walk.beginning("main"), inside=walk.timeline)
    walk.see("label", "About the scenario")


@step("? lists the keys")
def keys_sheet(walk):
    walk.keys("question")
    sheet = walk.see("dialog", "Keys and mouse")
    walk.see("label", "Select the bar at the cursor", inside=sheet)


@step("Escape closes the list")
def keys_sheet_closed(walk):
    walk.take_keyboard()
    walk.keys("Escape")
    walk.see_no("dialog", "Keys and mouse")
    walk.take_keyboard()


@step("The language changes while the run is on the screen, without a restart")
def other_language(walk):
    before = walk.words
    other = "en" if walk.language == "zh" else "zh"
    walk.choose("View", "Language", {"中文" if other == "zh" else "English"})
    walk.words = before.of(other)
    walk.see("menu item", "Help")
    walk.see("push button", "Show the whole run")
    walk.see("canvas", "Timeline")
    walk.see("label", "About the scenario")


@step("And back")
def language_again(walk):
    walk.choose("View", "Language", {"中文" if walk.language == "zh" else "English"})
    walk.words = walk.words.of(walk.language)
    walk.see("push button", "Show the whole run")


@step("The colours change from light to dark or the other way round")
def other_colours(walk):
    before = walk.brightness()
    dark = walk.look.startswith("dark")
    walk.choose("View", "Theme", "Light" if dark else "Dark")
    walk.expect(lambda: (walk.brightness() > 0.5) == dark, lambda: f"brightness {before:.2f}, then {walk.brightness():.2f}")


@step("And back, by keyboard alone")
def colours_again(walk):
    dark = walk.look.startswith("dark")
    walk.choose_by_keys("alt+v", "Theme", "Dark" if dark else "Light")
    walk.expect(lambda: (walk.brightness() < 0.5) == dark, lambda: f"brightness {walk.brightness():.2f}")
