# What Braid runs inside a recorded interpreter, before the program's own code. It tells the preloaded library what the program does in
# Python's terms: names of threads and locks, and conditions, events, queues as what they are. resources/doc/python.md describes it.
#
# The functions without a definition here come from helper.cpp. Nothing is imported that the program does not import itself.
import sys
import _thread

get_ident = _thread.get_ident
ALL = (1 << 64) - 1
MODERN = sys.version_info >= (3, 13)  # threading.Lock is a type, and a thread's end is no lock


def nanos(timeout):
    return max(int(timeout * 1000000000), 1) if timeout is not None and timeout >= 0 else 0


# --- Names -------------------------------------------------------------------------------------------------------------------------------

unnamed = {}  # id of an object -> its type: those whose name may be found in a module or an object
counts = {}
operations = None  # opcode -> name


def opcode_names():
    global operations
    if operations is None:
        if MODERN:
            from _opcode_metadata import opmap
        else:
            opmap = {"CACHE": 0, "STORE_NAME": 90, "STORE_GLOBAL": 97, "STORE_ATTR": 95, "STORE_FAST": 125, "LOAD_FAST": 124,
                     "LOAD_NAME": 101, "LOAD_GLOBAL": 116, "EXTENDED_ARG": 144,
                     "STORE_DEREF": 138 if sys.version_info >= (3, 11) else 137, "LOAD_DEREF": 137 if sys.version_info >= (3, 11) else 136}
        operations = {number: name for name, number in opmap.items()}
    return operations


def instructions(code, at):
    """The next few instructions behind the call at `at`: (name, argument)."""
    names = opcode_names()
    found = []
    argument = 0
    for i in range(at + 2, min(at + 40, len(code)), 2):
        name = names.get(code[i], "")
        argument = argument << 8 | code[i + 1]
        if name == "EXTENDED_ARG":
            continue
        if not (code[i] == 0 and sys.version_info >= (3, 11)):
            found.append((name, argument))
            if len(found) == 2:
                break
        argument = 0
    return found


def local_name(code, kind, argument):
    if kind in ("STORE_FAST_LOAD_FAST", "STORE_FAST_STORE_FAST"):
        argument >>= 4
    if kind.endswith("_DEREF"):
        cells = code.co_cellvars + code.co_freevars
        if sys.version_info >= (3, 11):
            cells = code.co_varnames + tuple(name for name in code.co_cellvars if name not in code.co_varnames) + code.co_freevars
        return cells[argument]
    if "_FAST" in kind:
        return code.co_varnames[argument]
    if kind == "LOAD_GLOBAL" and sys.version_info >= (3, 11):
        argument >>= 1
    return code.co_names[argument]


def assigned_name(frame):
    """What the value is called that the call going on in `frame` returns, as far as the code says it."""
    code = frame.f_code
    try:
        following = instructions(code.co_code, frame.f_lasti)
        if not following:
            return None
        first, argument = following[0]
        if first.startswith("STORE_") and first not in ("STORE_ATTR", "STORE_SUBSCR", "STORE_SLICE"):
            return local_name(code, first, argument)
        if first.startswith("LOAD_") and len(following) == 2 and following[1][0] == "STORE_ATTR":
            owner = local_name(code, first, argument)
            if owner == "self":
                owner = type(frame.f_locals[owner]).__name__
            return owner + "." + code.co_names[following[1][1]]
    except Exception:
        pass
    return None


def outer_frame():
    frame = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename == "<braid>":
        frame = frame.f_back
    return frame


def name_of(thing, kind, frame):
    name = assigned_name(frame) if frame is not None else None
    if name is None or "." in name:
        unnamed[id(thing)] = type(thing)
    if name is None:
        counts[kind] = counts.get(kind, 0) + 1
        name = "%s #%d" % (kind, counts[kind])
    return name


def created(lock, kind="Lock"):
    rename(lock, name_of(lock, kind, outer_frame()))


def visit(value, path, depth):
    key = id(value)
    if key in unnamed and unnamed[key] is type(value):
        del unnamed[key]
        rename(value, path)
    elif depth > 0:
        if type(value) in (list, tuple):
            for i, each in enumerate(value[:256]):
                visit(each, "%s[%d]" % (path, i), depth - 1)
        elif type(value) is dict:
            for each in list(value)[:256]:
                if isinstance(each, (str, int)):
                    visit(value[each], "%s[%r]" % (path, each), depth - 1)
        elif is_own(sys.modules.get(type(value).__module__)):
            for each, inner in list(getattr(value, "__dict__", {}).items())[:256]:
                visit(inner, path + "." + each, depth - 1)


def is_own(module):
    file = getattr(module, "__file__", None)
    return getattr(module, "__name__", None) == "__main__" or (
        file is not None and not file.startswith(LIBRARY) and "-packages" not in file)


walks = 0


def find_names():
    """Looks in the modules of the program for what has no name yet."""
    global walks
    if not unnamed or walks > 200:
        return
    walks += 1
    for module in list(sys.modules.values()):
        if module is None or not is_own(module):
            continue
        prefix = "" if module.__name__ == "__main__" else module.__name__ + "."
        for name, value in list(vars(module).items()):
            if not name.startswith("__"):
                visit(value, prefix + name, 3)
    if len(unnamed) > 10000:
        unnamed.clear()


def make_known(thing, kind, initial, word):
    """The object has been made: by the program, or as a part of something of the library, which is not told of."""
    if called_by_library():
        forget(thing)
        return False
    define(thing, kind, initial, name_of(thing, word, outer_frame()))
    return True


def label_of(item):
    kind = type(item)
    if kind in (int, float, bool, type(None)):
        return repr(item)
    if kind is str:
        return item[:60]
    if kind in (tuple, list) and len(item) <= 4:
        return "(%s)" % ", ".join(label_of(each) for each in item)
    return getattr(item, "__name__", None) or kind.__name__


# --- threading ---------------------------------------------------------------------------------------------------------------------------

def patched(cls, name, *more):
    """Replaces a method by what the decorated function makes of it."""
    def decorate(make):
        original = cls.__dict__[name]
        replaced = make(original)
        replaced.__name__ = replaced.__qualname__ = name
        replaced.__qualname__ = "%s.%s" % (cls.__name__, name)
        replaced.__doc__ = original.__doc__
        replaced.__module__ = cls.__module__
        for each in (name,) + more:
            if each in cls.__dict__:
                setattr(cls, each, replaced)
        return replaced
    return decorate


def failure():
    kind, value = sys.exc_info()[:2]
    try:
        failed("%s: %s" % (kind.__name__, value) if str(value) else kind.__name__)
    except Exception:
        failed(kind.__name__ if kind is not None else "exception")


def patch_locks(threading):
    if MODERN:
        kind = _thread.lock

        class Meta(type):
            def __instancecheck__(self, instance):
                return isinstance(instance, kind)

            def __call__(self):
                return allocate_lock()

        threading.Lock = Meta("lock", (), {"__module__": "_thread", "__doc__": kind.__doc__})
    else:
        threading.Lock = allocate_lock
    threading._allocate_lock = allocate_lock
    original = threading.RLock

    def RLock(*args, **kwargs):
        lock = original(*args, **kwargs)
        if type(lock) is _thread.RLock and adopt(lock, RLOCK):
            created(lock, "RLock")
        return lock
    RLock.__doc__ = original.__doc__
    RLock.__module__ = "threading"
    RLock.__qualname__ = "RLock"
    threading.RLock = RLock


def patch_threads(threading):
    Thread = threading.Thread

    @patched(Thread, "_bootstrap_inner")
    def _(original):
        def bootstrap(self):
            lane(self._name)
            hook = self._invoke_excepthook

            def invoke(thread):
                failure()
                return hook(thread)
            self._invoke_excepthook = invoke
            return original(self)
        return bootstrap

    @patched(Thread, "start")
    def _(original):
        def start(self):
            find_names()
            return original(self)
        return start

    setter = Thread.name

    def rename_thread(self, name):
        setter.fset(self, name)
        if self.ident is not None:
            lane(self._name, self.ident)
    Thread.name = property(setter.fget, rename_thread, None, setter.__doc__)

    if not MODERN:
        @patched(Thread, "_set_tstate_lock")
        def _(original):
            def set_lock(self):
                original(self)
                adopt(self._tstate_lock, THREAD_END)
            return set_lock
        return

    @patched(Thread, "join")
    def _(original):
        def join_thread(self, timeout=None):
            ident = self._ident
            if ident is None or not join(ident, nanos(timeout)):
                return original(self, timeout)
            try:
                return original(self, timeout)
            finally:
                joined(ident, not self.is_alive())
        return join_thread

    shut_down = threading._thread_shutdown

    def _thread_shutdown():
        for thread in threading.enumerate():
            if not thread.daemon and thread is not threading.current_thread():
                thread.join()
        return shut_down()
    threading._thread_shutdown = _thread_shutdown


def patch_condition(threading):
    Condition = threading.Condition

    @patched(Condition, "__init__")
    def _(original):
        def init(self, lock=None):
            original(self, lock)
            if make_known(self, Condition_, 0, "Condition") and lock is None:
                mark(self._lock, RLOCK)
                rename(self._lock, (assigned_name(outer_frame()) or "Condition") + "._lock")
        return init

    @patched(Condition, "wait")
    def _(original):
        def wait(self, timeout=None):
            if not known(self):
                return original(self, timeout)
            if not (self._is_owned() and waits(self, WAIT_BEGIN, NEXT, nanos(timeout), WAIT_END)):
                return original(self, timeout)
            begins_wait()
            try:
                return original(self, timeout)
            finally:
                if done():
                    say(self, WAIT_END, NEXT, 0, WAIT_IN_VAIN if timeout is None else WAIT_TIMED_OUT)
        return wait

    notify_some = Condition.notify

    @patched(Condition, "notify")
    def _(original):
        def notify(self, n=1):
            say(self, SIGNAL, NEXT, n)
            return original(self, n)
        return notify

    @patched(Condition, "notify_all")
    def _(original):
        def notify_all(self):
            say(self, SIGNAL, NEXT, ALL)
            return notify_some(self, len(self._waiters))
        return notify_all


def patch_event(threading):
    Event_type = threading.Event

    @patched(Event_type, "__init__")
    def _(original):
        def init(self):
            original(self)
            make_known(self, Event, 0, "Event")
        return init

    @patched(Event_type, "set")
    def _(original):
        def set_event(self):
            say(self, SIGNAL, NEXT, ALL)
            return original(self)
        return set_event

    @patched(Event_type, "clear")
    def _(original):
        def clear(self):
            say(self, CLEAR, NEXT)
            return original(self)
        return clear

    @patched(Event_type, "wait")
    def _(original):
        def wait(self, timeout=None):
            if not waits(self, WAIT_BEGIN, AFTER, nanos(timeout), 0):
                return original(self, timeout)
            result = None
            try:
                result = original(self, timeout)
                return result
            finally:
                if done():
                    say(self, WAIT_END, NEXT, 0, WAIT_WOKEN if result else WAIT_IN_VAIN if result is None else WAIT_TIMED_OUT)
        return wait


def patch_semaphore(threading):
    for cls, kind in ((threading.Semaphore, Semaphore), (threading.BoundedSemaphore, BoundedSemaphore)):
        @patched(cls, "__init__")
        def _(original, cls=cls, kind=kind):
            def init(self, value=1):
                original(self, value)
                if type(self) is cls or cls is not threading.Semaphore:
                    make_known(self, kind, value, cls.__name__)
            return init

        @patched(cls, "release")
        def _(original, cls=cls):
            def release(self, n=1):
                if cls is threading.BoundedSemaphore and self._value + n > self._initial_value:
                    say(self, FAULT, OWN, 0, RELEASE_OVER_BOUND)
                elif n >= 1:
                    say(self, RELEASED, NEXT, n)
                return original(self, n) if n != 1 else original(self)
            return release

    @patched(threading.Semaphore, "acquire", "__enter__")
    def _(original):
        def acquire(self, blocking=True, timeout=None):
            if not waits(self, ACQUIRE_WAIT, AFTER, nanos(timeout), 0):
                return original(self, blocking, timeout)
            result = False
            try:
                result = original(self, blocking, timeout)
                return result
            finally:
                done()
                if result:
                    say(self, ACQUIRED, NEXT)
                else:
                    say(self, ACQUIRE_FAILED, AFTER, 0, TIMED_OUT if blocking else WOULD_BLOCK)
        return acquire


def patch_barrier(threading):
    Barrier_type = threading.Barrier

    @patched(Barrier_type, "__init__")
    def _(original):
        def init(self, parties, action=None, timeout=None):
            original(self, parties, action, timeout)
            make_known(self, Barrier, parties, "Barrier")
        return init

    @patched(Barrier_type, "wait")
    def _(original):
        def wait(self, timeout=None):
            if not waits(self, WAIT_BEGIN, NEXT, nanos(timeout if timeout is not None else self._timeout), 0):
                return original(self, timeout)
            begins_wait()
            end = WAIT_IN_VAIN
            try:
                result = original(self, timeout)
                end = WAIT_WOKEN
                return result
            finally:
                done()
                say(self, WAIT_END, NEXT, 0, end)
        return wait

    @patched(Barrier_type, "abort")
    def _(original):
        def abort(self):
            say(self, BARRIER_BROKEN, NEXT)
            return original(self)
        return abort


def begins_wait():
    waiting()
    quiet(False)


def patch_threading(threading):
    patch_locks(threading)
    patch_threads(threading)
    patch_condition(threading)
    patch_event(threading)
    patch_semaphore(threading)
    patch_barrier(threading)


# --- queue -------------------------------------------------------------------------------------------------------------------------------

numbers = {}  # id of a queue -> [the last number, {id of an item: numbers of it}]


def number_put(queue, item):
    kept = numbers.setdefault(id(queue), [0, {}])
    kept[0] += 1
    kept[1].setdefault(id(item), []).append(kept[0])
    return kept[0]


def number_got(queue, item):
    kept = numbers.get(id(queue))
    known_numbers = kept[1].get(id(item)) if kept is not None else None
    if not known_numbers:
        return 0
    number = known_numbers.pop(0)
    if not known_numbers:
        del kept[1][id(item)]
    return number


def priority_of(item):
    first = item[0] if isinstance(item, (tuple, list)) and item else item
    return first & 0xFFFFFFFF if type(first) is int else 0


def patch_queue(module):
    for cls, kind in ((module.Queue, Queue), (module.LifoQueue, LifoQueue), (module.PriorityQueue, PriorityQueue)):
        prioritised = kind == PriorityQueue

        @patched(cls, "_put")
        def _(original, prioritised=prioritised):
            def put(self, item):
                if known(self):
                    say(self, PUT, NEXT, number_put(self, item), priority_of(item) if prioritised else 0, label_of(item))
                return original(self, item)
            return put

        @patched(cls, "_get")
        def _(original, prioritised=prioritised):
            def get(self):
                item = original(self)
                if known(self):
                    say(self, GET, NEXT, number_got(self, item), priority_of(item) if prioritised else 0, label_of(item))
                return item
            return get

    @patched(module.Queue, "__init__")
    def _(original):
        def init(self, maxsize=0):
            original(self, maxsize)
            kind = PriorityQueue if isinstance(self, module.PriorityQueue) else LifoQueue if isinstance(self, module.LifoQueue) else Queue
            numbers.pop(id(self), None)
            if make_known(self, kind, max(maxsize, 0), type(self).__name__):
                rename(self.mutex, (assigned_name(outer_frame()) or type(self).__name__) + ".mutex")
        return init

    def operation(begin, fail, error, why):
        def make(original):
            def call(self, *args, **kwargs):
                blocking, timeout = arguments(*args, **kwargs)
                if not waits(self, begin, AFTER, nanos(timeout), 0):
                    return original(self, *args, **kwargs)
                try:
                    return original(self, *args, **kwargs)
                except error:
                    done()
                    say(self, fail, AFTER, 0, TIMED_OUT if blocking else why)
                    raise
                finally:
                    done()

            def arguments(*args, **kwargs):
                args = args[1:] if begin == PUT_WAIT else args
                return (args[0] if args else kwargs.get("block", True)), (args[1] if len(args) > 1 else kwargs.get("timeout"))
            return call
        return make
    patched(module.Queue, "put")(operation(PUT_WAIT, PUT_FAILED, module.Full, FULL))
    patched(module.Queue, "get")(operation(GET_WAIT, GET_FAILED, module.Empty, EMPTY))

    @patched(module.Queue, "task_done")
    def _(original):
        def task_done(self):
            if not known(self):
                return original(self)
            with self.all_tasks_done:
                unfinished = self.unfinished_tasks - 1
                if unfinished < 0:
                    say(self, FAULT, OWN, 0, RELEASE_OVER_BOUND)
                    raise ValueError("task_done() called too many times")
                say(self, TASK_DONE, NEXT, unfinished)
                if unfinished == 0:
                    self.all_tasks_done.notify_all()
                self.unfinished_tasks = unfinished
        return task_done

    @patched(module.Queue, "join")
    def _(original):
        def join_queue(self):
            if not waits(self, DRAIN_WAIT, AFTER, 0, 0):
                return original(self)
            end = WAIT_IN_VAIN
            try:
                original(self)
                end = WAIT_WOKEN
            finally:
                if done():
                    say(self, DRAIN_END, NEXT, 0, end)
        return join_queue

    Simple = module.SimpleQueue
    if Simple.__module__ != "_queue":
        return

    class SimpleQueue(Simple):
        __doc__ = Simple.__doc__
        __module__ = "_queue"

        def __init__(self):
            numbers.pop(id(self), None)
            define(self, Queue, 0, name_of(self, "SimpleQueue", outer_frame()))

        def put(self, item, block=True, timeout=None):
            say(self, PUT, NEXT, number_put(self, item), 0, label_of(item))
            Simple.put(self, item)

        def put_nowait(self, item):
            self.put(item)

        def get(self, block=True, timeout=None):
            told = self.empty() and block and waits(self, GET_WAIT, AFTER, nanos(timeout), 0)
            if told:
                waiting()
            try:
                item = Simple.get(self, block, timeout)
            except module.Empty:
                say(self, GET_FAILED, AFTER, 0, TIMED_OUT if block else EMPTY)
                raise
            finally:
                if told:
                    done()
            say(self, GET, NEXT, number_got(self, item), 0, label_of(item))
            return item

        def get_nowait(self):
            return self.get(False)
    SimpleQueue.__qualname__ = "SimpleQueue"
    module.SimpleQueue = SimpleQueue


# --- concurrent.futures and asyncio ------------------------------------------------------------------------------------------------------

results = {}  # id of a future -> (what works on it, its number there, what it is called)
tasks = {}  # id of a pool or loop -> the last number of a task


def new_task(pool):
    tasks[id(pool)] = tasks.get(id(pool), 0) + 1
    return tasks[id(pool)]


def patch_futures(module):
    Future = module.Future

    @patched(Future, "result")
    def _(original):
        def result(self, timeout=None):
            if self.done() or id(self) not in results:
                return original(self, timeout)
            pool, number, name = results[id(self)]
            if not known(self):
                define(self, Event, 0, "result of " + name)
                say(self, RESULT_OF, OWN, number, number_in(pool))
            inside = own_loop(pool)
            if inside:
                say(pool, TASK_BEGIN, OWN, new_task(pool), 0, "result()")
            waits(self, WAIT_BEGIN, AFTER, nanos(timeout), 0)
            in_time = False
            try:
                value = original(self, timeout)
                in_time = True
                return value
            finally:
                if done():
                    say(self, WAIT_END, NEXT, 0, WAIT_WOKEN if in_time or self.done() else WAIT_TIMED_OUT)
                if inside:
                    say(pool, TASK_END, OWN, tasks[id(pool)])
        return result

    def telling(original):
        def settle(self, value):
            if known(self):
                say(self, SIGNAL, NEXT, ALL)
            results.pop(id(self), None)
            return original(self, value)
        return settle
    patched(Future, "set_result")(telling)
    patched(Future, "set_exception")(telling)


def own_loop(pool):
    events = sys.modules.get("asyncio.events")
    return events is not None and events._get_running_loop() is pool


def patch_thread_pool(module):
    Executor = module.ThreadPoolExecutor

    @patched(Executor, "__init__")
    def _(original):
        def init(self, *args, **kwargs):
            original(self, *args, **kwargs)
            make_known(self, Pool, self._max_workers, "ThreadPoolExecutor")
        return init

    @patched(Executor, "submit")
    def _(original):
        def submit(self, fn, /, *args, **kwargs):
            if not known(self):
                return original(self, fn, *args, **kwargs)
            find_names()
            number, name = new_task(self), getattr(fn, "__name__", type(fn).__name__)

            def task(*args, **kwargs):
                say(self, TASK_BEGIN, OWN, number, 0, name)
                fine = 1
                try:
                    value = fn(*args, **kwargs)
                    fine = 0
                    return value
                finally:
                    say(self, TASK_END, OWN, number, fine)
            future = original(self, task, *args, **kwargs)
            if not future.done():
                results[id(future)] = (self, number, name)
            return future
        return submit


def patch_asyncio(module):
    original = module.run_coroutine_threadsafe

    def run_coroutine_threadsafe(coro, loop):
        if not known(loop):
            define(loop, Pool, 1, "event loop")
        number, name = new_task(loop), getattr(coro, "__qualname__", "coroutine")
        future = original(coro, loop)
        results[id(future)] = (loop, number, name)
        return future
    run_coroutine_threadsafe.__doc__ = original.__doc__
    run_coroutine_threadsafe.__module__ = original.__module__
    module.run_coroutine_threadsafe = run_coroutine_threadsafe


# --- multiprocessing ---------------------------------------------------------------------------------------------------------------------

def patch_process(module):
    @patched(module.BaseProcess, "_bootstrap")
    def _(original):
        def bootstrap(self, *args, **kwargs):
            process(self.name)
            lane("MainThread")
            return original(self, *args, **kwargs)
        return bootstrap


# --- How it begins -----------------------------------------------------------------------------------------------------------------------

WHEN_IMPORTED = {
    "threading": patch_threading,
    "queue": patch_queue,
    "concurrent.futures._base": patch_futures,
    "concurrent.futures.thread": patch_thread_pool,
    "asyncio.tasks": patch_asyncio,
    "multiprocessing.process": patch_process,
}


class Loader:
    """Loads a module as its own loader does, and replaces then what is to be told of."""

    def __init__(self, loader, patch):
        self.loader, self.patch = loader, patch

    def __getattr__(self, name):
        return getattr(self.loader, name)

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        spec = module.__spec__
        spec.loader = module.__loader__ = self.loader
        self.loader.exec_module(module)
        self.patch(module)


class Finder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        patch = WHEN_IMPORTED.get(name)
        if patch is None:
            return None
        for finder in sys.meta_path:
            if finder is Finder or not hasattr(finder, "find_spec"):
                continue
            spec = finder.find_spec(name, path, target)
            if spec is not None:
                if spec.loader is not None and hasattr(spec.loader, "exec_module"):
                    spec.loader = Loader(spec.loader, patch)
                return spec
        return None


def patch_excepthook():
    original = sys.excepthook

    def excepthook(kind, value, traceback):
        try:
            failed("%s: %s" % (kind.__name__, value) if str(value) else kind.__name__)
        except Exception:
            failed("exception")
        return original(kind, value, traceback)
    sys.excepthook = excepthook


Condition_ = Condition
# The library's folder is that of its modules which are there from the beginning; frozen ones are asked where they come from.
LIBRARY = "%s/%s/python%d.%d" % (sys.base_prefix, getattr(sys, "platlibdir", "lib"), sys.version_info[0], sys.version_info[1])


def begin():
    if not start(_thread.allocate_lock, created, sys.version, LIBRARY):
        return
    _thread.allocate_lock = allocate_lock
    lane("MainThread")
    patch_excepthook()
    sys.meta_path.insert(0, Finder)
    for name, patch in WHEN_IMPORTED.items():
        module = sys.modules.get(name)
        if module is not None:
            patch(module)


begin()
