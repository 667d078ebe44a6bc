# What Braid runs inside a recorded interpreter, before the program's own code: this file and, as soon as they are needed, the others here,
# in one namespace. It tells the preloaded library what the program does in Python's terms: names of threads and locks, and conditions,
# events and queues as what they are. resources/doc/python.md describes it.
#
# The functions without a definition here come from helper.cpp. Nothing is imported that the program does not import itself.
import sys
import _thread

MODERN = sys.version_info >= (3, 13)  # threading.Lock is a type, and a thread's end is no lock
loaded = set()


def need(*names):
    for name in names:
        if name not in loaded:
            loaded.add(name)
            part(name)


# The functions of these names, which come with names.py, take the place of these two.
def created(lock):
    need("names")
    globals()["created"](lock)


def label_of(item):
    need("names")
    return globals()["label_of"](item)


# Of a module: the part of the helper that replaces something of it, and the function there that does so.
WHEN_IMPORTED = {
    "threading": ("threads", "patch_threading"),
    "signal": ("threads", "patch_signal"),
    "queue": ("queues", "patch_queue"),
    "concurrent.futures._base": ("futures", "patch_futures"),
    "concurrent.futures.thread": ("futures", "patch_thread_pool"),
    "asyncio.tasks": ("futures", "patch_asyncio"),
    "asyncio.events": ("futures", "patch_handles"),
    "asyncio.base_events": ("futures", "patch_loop"),
    "asyncio.unix_events": ("futures", "patch_unix_loop"),
    "asyncio.locks": ("loops", "patch_task_locks"),
    "asyncio.queues": ("loops", "patch_task_queues"),
    "greenlet": ("greenlets", "patch_greenlet"),
    "gevent.greenlet": ("greenlets", "patch_gevent"),
    "multiprocessing.process": ("processes", "patch_process"),
    "multiprocessing.synchronize": ("processes", "patch_process_locks"),
    "multiprocessing.sharedctypes": ("processes", "patch_shared_values"),
    "multiprocessing.queues": ("processes", "patch_process_queues"),
    "multiprocessing.connection": ("messages", "patch_connection"),
    "multiprocessing.pool": ("messages", "patch_process_pool"),
    "multiprocessing.managers": ("messages", "patch_managers"),
}
BEFORE = {"messages": ("processes", "queues"), "loops": ("queues",)}  # of a part: those that it calls


def patch_module(module, name):
    """Where that fails, on a module that is not as expected, the program goes on without."""
    needed, function = WHEN_IMPORTED[name]
    try:
        need("names", "threads", *BEFORE.get(needed, ()), needed)
        globals()[function](module)
    except Exception:
        pass


class Loader:
    """Loads a module as its own loader does, and replaces then what is to be told of."""

    def __init__(self, loader):
        self.loader = loader

    def __getattr__(self, name):
        return getattr(self.loader, name)

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        spec = module.__spec__
        spec.loader = module.__loader__ = self.loader
        self.loader.exec_module(module)
        patch_module(module, spec.name)


class Finder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name not in WHEN_IMPORTED:
            return None
        for finder in sys.meta_path:
            if finder is Finder or not hasattr(finder, "find_spec"):
                continue
            spec = finder.find_spec(name, path, target)
            if spec is not None:
                if spec.loader is not None and hasattr(spec.loader, "exec_module"):
                    spec.loader = Loader(spec.loader)
                return spec
        return None


def patch_excepthook():
    original = sys.excepthook

    def excepthook(kind, value, traceback):
        need("names")
        failed(words_of(kind, value), raised_at(traceback))
        return original(kind, value, traceback)
    sys.excepthook = excepthook


# The library's folder is that of its modules which are there from the beginning; frozen ones are asked where they come from.
LIBRARY = "%s/%s/python%d.%d" % (sys.base_prefix, getattr(sys, "platlibdir", "lib"), sys.version_info[0], sys.version_info[1])


def begin():
    if not start(_thread.allocate_lock, created, sys.version, LIBRARY):
        return
    _thread.allocate_lock = allocate_lock
    lane("MainThread")
    patch_excepthook()
    try:
        need("generators")
    except Exception:
        pass  # the program goes on without
    sys.meta_path.insert(0, Finder)
    for name in WHEN_IMPORTED:
        if name in sys.modules:
            patch_module(sys.modules[name], name)


begin()
