# Values that may be moved while a program runs, and what comes of it. start.py runs this where Braid has said in BRAID_PARAMETERS where both
# lie: FILE OFFSET NAME=CELL…, a page of the run's trace as engine/trace/control.h describes it, which has room for results at its end. All
# goes by memory, so that none of it is an operation of the program.
import mmap
import os
import sys
import time

SLEEP_FACTOR, LIVE_SET, LIVE = 12, 24, 32  # bytes from the page's beginning: in thousandths, 0 for 1; a bit a cell; ns
RESULTS = 1024  # how many bytes there are, 4 bytes; then an object of JSON


class Live(float):
    """What a value is now. Kept as it was, so that what copies it has a number; calculated with, and slept, it is the present one."""

    def now(self):
        if CELLS[LIVE_SET // 8] >> self.cell & 1:
            return CELLS[LIVE // 8 + self.cell] / 1e9
        return float.__float__(self)

    def __reduce__(self):
        return float, (self.now(),)


def present(name):
    of_float = getattr(float, name)

    def calculate(self, *others):
        return of_float(self.now(), *(other.now() if isinstance(other, Live) else other for other in others))
    return calculate


for operation in ("add sub mul truediv floordiv mod divmod pow radd rsub rmul rtruediv rfloordiv rmod rdivmod rpow "
                  "lt le eq ne ge gt bool neg pos abs int trunc round repr str format float").split():
    setattr(Live, "__%s__" % operation, present("__%s__" % operation))


def live(value, cell):
    number = Live(value)
    number.cell = cell
    return number


class AfterImport:
    """Has `change` called with the module `name` when that is imported."""

    def __init__(self, name, change):
        self.name, self.change = name, change
        sys.meta_path.insert(0, self)

    def find_spec(self, name, path=None, target=None):
        if name != self.name:
            return None
        sys.meta_path.remove(self)
        specs = (finder.find_spec(name, path, target) for finder in sys.meta_path)
        spec = next((spec for spec in specs if spec is not None), None)
        load = getattr(spec and spec.loader, "exec_module", None)
        if load is not None:
            def exec_module(module):
                load(module)
                self.change(module)
            spec.loader.exec_module = exec_module
        return spec


def stretched(seconds):
    if isinstance(seconds, Live):
        seconds = seconds.now()
    return seconds * (FACTORS[SLEEP_FACTOR // 4] or 1000) / 1000


def follow(program):
    """What sleeps does it for as long as the page says by then, and what else reads a value of `program` afterwards reads the present one."""
    fall_asleep = time.sleep

    def renew():
        for name, cell in NAMES.items():
            number = program.get(name)
            if isinstance(number, Live) and float.__ne__(number, number.now()):
                program[name] = live(number.now(), cell)

    def sleep(seconds):
        fall_asleep(stretched(seconds))
        renew()

    def of_tasks(module):
        suspend = module.sleep

        async def sleep(delay, *more, **named):
            value = await suspend(stretched(delay), *more, **named)
            renew()
            return value
        module.sleep = sleep

    def of_greenlets(module):
        switch = module.sleep

        def sleep(seconds=0, *more, **named):
            switch(stretched(seconds), *more, **named)
            renew()
        module.sleep = sleep

    time.sleep = sleep
    AfterImport("asyncio.tasks", of_tasks)
    AfterImport("gevent.hub", of_greenlets)


def json(value):
    if isinstance(value, dict):
        return "{%s}" % ", ".join("%s: %s" % (json(str(key)), json(each)) for key, each in value.items())
    if isinstance(value, (list, tuple)):
        return "[%s]" % ", ".join(map(json, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    return '"%s"' % str(value).replace("\\", "\\\\").replace('"', '\\"')


def result(name, value, more):
    """What came of the program has this value, or has this one more. Of its first process only."""
    if os.getpid() != PROCESS:
        return
    if more:
        found.setdefault(name, []).append(value)
    else:
        found[name] = value
    text = json(found).encode()
    if RESULTS + 4 + len(text) <= len(PAGE):
        PAGE[RESULTS + 4:RESULTS + 4 + len(text)] = text
        FACTORS[RESULTS // 4] = len(text)


def open_page(path, offset, *cells):
    file = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        page = mmap.mmap(file, mmap.PAGESIZE, offset=int(offset))
    finally:
        os.close(file)
    return memoryview(page), {name: int(cell) for name, cell in (word.split("=") for word in cells)}


PAGE, NAMES = open_page(*os.environ.pop("BRAID_PARAMETERS").split())
CELLS, FACTORS = PAGE.cast("q"), PAGE.cast("I")
PROCESS, found = os.getpid(), {}
