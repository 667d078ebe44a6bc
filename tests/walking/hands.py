"""The person's hands and camera: real X events and pictures of the whole screen."""

import subprocess


def _xdotool(*words):
    return subprocess.run(["xdotool", *map(str, words)], check=True, capture_output=True, text=True).stdout


def move(x, y):
    _xdotool("mousemove", "--sync", x, y)


def click(x, y, button=1, times=1):
    _xdotool("mousemove", x, y, "click", "--repeat", times, "--delay", 40, button)


def drag(start, end, modifiers=()):
    for key in modifiers:
        _xdotool("keydown", key)
    middle = ((start[0] + end[0]) // 2, (start[1] + end[1]) // 2)
    _xdotool("mousemove", *start, "mousedown", 1, "mousemove", *middle, "mousemove", *end, "mouseup", 1)
    for key in modifiers:
        _xdotool("keyup", key)


def wheel(x, y, notches, modifiers=()):
    """Up is positive."""
    for key in modifiers:
        _xdotool("keydown", key)
    _xdotool("mousemove", x, y, "click", "--repeat", abs(notches), "--delay", 15, 4 if notches > 0 else 5)
    for key in modifiers:
        _xdotool("keyup", key)


def keys(*names):
    """As xdotool names them: "ctrl+f", "Return", "question"."""
    _xdotool("key", "--delay", 20, *names)


def write(text):
    _xdotool("type", "--delay", 8, text)


def windows(pid):
    """The X windows of the process that can be seen, the newest last."""
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(pid), ".*"], capture_output=True, text=True)
    return found.stdout.split()


def fill(window, width, height):
    """The window is as large as its screen: nobody maximizes it here."""
    _xdotool("windowmove", window, 0, 0, "windowsize", window, width, height)


def focus(window):
    """Nobody manages the windows of the walk's screen: the keyboard is given by hand."""
    subprocess.run(["xdotool", "windowfocus", window], capture_output=True, check=False)


def brightness():
    mean = subprocess.run("import -silent -window root -resize 64x64 png:- | convert png:- -colorspace gray -format '%[fx:mean]' info:",
                          shell=True, check=True, capture_output=True, text=True)
    return float(mean.stdout)


def picture(path):
    subprocess.run(["import", "-silent", "-window", "root", str(path)], check=True)
