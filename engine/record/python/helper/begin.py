# How it begins: the last part of what names.py begins.


# Of a module: the part of the helper that replaces something of it, and the function there that does so.
WHEN_IMPORTED = {
    "threading": ("threads", "patch_threading"),
    "queue": ("queues", "patch_queue"),
    "concurrent.futures._base": ("futures", "patch_futures"),
    "concurrent.futures.thread": ("futures", "patch_thread_pool"),
    "asyncio.tasks": ("futures", "patch_asyncio"),
    "asyncio.events": ("futures", "patch_handles"),
    "asyncio.base_events": ("futures", "patch_loop"),
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
BEFORE = {"messages": ("processes",), "loops": ("queues",)}  # of a part: those that it calls
loaded = set()


def patch_module(module, name):
    """Where that fails, on a module that is not as expected, the program goes on without."""
    needed, function = WHEN_IMPORTED[name]
    try:
        for each in ("threads",) + BEFORE.get(needed, ()) + (needed,):
            if each not in loaded:
                loaded.add(each)
                part(each)
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
        part("generators")
    except Exception:
        pass  # the program goes on without
    sys.meta_path.insert(0, Finder)
    for name in WHEN_IMPORTED:
        if name in sys.modules:
            patch_module(sys.modules[name], name)


begin()
