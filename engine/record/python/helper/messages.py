# Replaces parts of multiprocessing that are made of its queues and pipes: Pipe, Pool, managers. See begin.py.


def patch_connection(module):
    original = module.Pipe

    def Pipe(duplex=True):
        ends = original(duplex)
        frame = maker_of(ends)
        names = assigned_pair(frame) if frame is not None else None
        if names is not None:
            if duplex:
                for end, name in zip(ends, names):
                    name_descriptor(end.fileno(), name)
            else:
                for end in ends:
                    name_descriptor(end.fileno(), "pipe from %s to %s" % (names[1], names[0]))
        return ends
    Pipe.__doc__, Pipe.__module__ = original.__doc__, original.__module__
    module.Pipe = Pipe


class Task:
    """What a worker of a pool does for it."""

    def __init__(self, function, label, pool, number):
        self.function, self.label, self.pool, self.number = function, label, pool, number

    def __call__(self, *args, **kwargs):
        say(self.pool, TASK_BEGIN, OWN, self.number, 0, self.label)
        failed_ = 1
        try:
            value = self.function(*args, **kwargs)
            failed_ = 0
            return value
        finally:
            say(self.pool, TASK_END, OWN, self.number, failed_)


def task_label(function, args):
    if getattr(function, "__module__", None) == "multiprocessing.pool" and args and isinstance(args[0], tuple) and len(args[0]) == 2:
        function, items = args[0]  # a piece of map()
        args = items[0] if len(items) == 1 and isinstance(items[0], tuple) else items
    name = getattr(function, "__name__", type(function).__name__)
    return ("%s(%s)" % (name, ", ".join(label_of(each) for each in args)))[:32] if len(args) <= 4 else "%s × %d" % (name, len(args))


class Tasks:
    """The queue that a worker takes its tasks from."""

    def __init__(self, queue, pool):
        self._queue, self._pool = queue, pool

    def __getattr__(self, name):
        return getattr(self._queue, name)

    def get(self):
        task = self._queue.get()
        if type(task) is not tuple or len(task) != 5 or getattr(task[2], "__name__", "") == "_helper_reraises_exception":
            return task
        job, i, function, args, kwds = task
        label = task_label(function, args)
        return job, i, Task(function, label, self._pool, job + 1 if not i else 0), args, kwds


def known_by(queue):
    """The object that a pool is known by, in all of its processes."""
    return getattr(queue, "_reader", queue)


def patch_process_pool(module):
    Pool_type = module.Pool

    def introducing(original):
        def set_up(self):
            original(self)
            pool = known_by(self._inqueue)
            frame = maker_of(self)
            if frame is not None:
                name = shared_name(self, frame, type(self).__name__, lambda one, path: rename(known_by(one._inqueue), path))
                if pool is self._inqueue:
                    define(pool, Pool, 0, name, word_of(self))
                else:
                    define_shared(pool, pool.fileno(), 0, Pool, 0, name, word_of(self))
                    for queue, word in ((self._inqueue, "tasks"), (self._outqueue, "results")):
                        for end in (queue._reader, queue._writer):
                            name_descriptor(end.fileno(), "%s's %s" % (name, word))
                        name_lock(queue._rlock, "%s's lock for %s" % (name, word))
                        name_lock(queue._wlock, "%s's lock for %s" % (name, word))
        return set_up
    for cls in (Pool_type, module.ThreadPool):
        patched(cls, "_setup_queues")(introducing)

    original = module.worker

    def worker(inqueue, outqueue, *args, **kwargs):
        pool = known_by(inqueue)
        if pool is not inqueue and not known(pool):
            define_shared(pool, pool.fileno(), 0, Pool, 0, None)
        return original(Tasks(inqueue, pool), outqueue, *args, **kwargs)
    worker.__doc__, worker.__module__, worker.__qualname__ = original.__doc__, original.__module__, original.__qualname__
    module.worker = worker

    Result = module.ApplyResult

    @patched(Result, "wait")
    def _(original):
        def wait(self, timeout=None):
            pool = known_by(self._pool._inqueue) if self._pool is not None else None
            if self._event.is_set() or pool is None or not known(pool):
                return original(self, timeout)
            if not known(self):
                define(self, Event, 0, "result of job %d" % (self._job + 1), word_of(self))
                say(self, RESULT_OF, OWN, self._job + 1, number_in(pool))
            if not waits(self, WAIT_BEGIN, AFTER, nanos(timeout), WAIT_END):
                return original(self, timeout)
            try:
                return original(self, timeout)
            finally:
                if done():
                    say(self, WAIT_END, NEXT, 0, WAIT_WOKEN if self._event.is_set() else WAIT_TIMED_OUT if timeout is not None else WAIT_IN_VAIN)
        return wait

    def settling(original):
        def settle(self, i, result):
            if known(self) and (not result[0] or getattr(self, "_number_left", 1) == 1):
                say(self, SIGNAL, NEXT, ALL)
            return original(self, i, result)
        return settle
    for cls in (Result, module.MapResult):
        patched(cls, "_set")(settling)


def number_of(words):
    """One that fits into no descriptor, the same in each process."""
    number = 0xcbf29ce484222325
    for byte in words.encode():
        number = (number ^ byte) * 0x100000001b3 & ALL
    return number | 1 << 63


class Way:
    """Calls or replies on the connection of one thread to a manager."""


ways = {}  # (address, name of the client, word) -> Way


def way(address, client, word):
    key = repr(address), client, word
    if key not in ways:
        ways[key] = Way()
        define_shared(ways[key], number_of("\n".join(key)), 0, ProcessQueue, 0, "%s of %s" % (word, client))
    return ways[key]


class Serving:
    """The server's end of a connection."""

    def __init__(self, connection, server):
        threading = sys.modules["threading"]
        client = threading.current_thread().name
        self.connection, self.server, self.number = connection, server, 0
        self.calls, self.replies = way(server.address, client, "calls"), way(server.address, client, "replies")

    def __getattr__(self, name):
        return getattr(self.connection, name)

    def recv(self):
        request = self.connection.recv()
        self.number = item_got(self.calls)
        say(self.calls, GET, NEXT, self.number)
        say(self.server, TASK_BEGIN, OWN, self.number, 0, request[1] if type(request) is tuple and len(request) == 4 else "call")
        return request

    def send(self, message):
        say(self.server, TASK_END, OWN, self.number, 0 if message[0] in ("#RETURN", "#PROXY") else 1)
        say(self.replies, PUT, NEXT, self.number, 0, label_of(message[1])[:32])
        self.connection.send(message)


MANAGED = {"Event": (Event, lambda event: 0), "Condition": (Condition_, lambda condition: 0), "Semaphore": (Semaphore, lambda permits: permits._value),
           "BoundedSemaphore": (BoundedSemaphore, lambda permits: permits._value), "Barrier": (Barrier_, lambda barrier: barrier.parties),
           "Queue": (Queue, lambda queue: max(queue.maxsize, 0)), "LifoQueue": (LifoQueue, lambda queue: max(queue.maxsize, 0)),
           "PriorityQueue": (PriorityQueue, lambda queue: max(queue.maxsize, 0))}


def managed_number(address, ident):
    return number_of("%r\n%s" % (address, ident))


def patch_managed(module):
    """What a manager keeps: the server's object, and the proxies of all processes."""
    @patched(module.Server, "create")
    def _(original):
        def create(self, c, typeid, *args, **kwargs):
            made = original(self, c, typeid, *args, **kwargs)
            thing = self.id_to_obj[made[0]][0]
            name, kind = numbered(typeid), type(thing).__name__
            if type(thing).__module__ in ("threading", "queue") and kind in MANAGED:
                kind, initial = MANAGED[kind]
                define_shared(thing, managed_number(self.address, made[0]), 0, kind, initial(thing), name)
            elif kind in ("lock", "RLock"):
                mark(thing, LOCK if kind == "lock" else RLOCK)
                rename(thing, name)
            return made
        return create

    @patched(module.BaseProxy, "__init__")
    def _(original):
        def init(self, *args, **kwargs):
            original(self, *args, **kwargs)
            if not define_shared(self, managed_number(self._token.address, self._token.id), 0, 0, 0, None):
                return
            frame = outer_frame()
            while frame is not None and frame.f_code.co_filename.endswith("/multiprocessing/managers.py"):
                frame = frame.f_back
            name = assigned_name(frame) if frame is not None and is_program(frame.f_code) else None
            if name is not None:
                rename(self, name)
        return init


def patch_managers(module):
    patch_managed(module)
    Server_type = module.Server

    @patched(Server_type, "serve_client")
    def _(original):
        def serve_client(self, conn):
            if not known(self):
                define(self, Server, 0, "manager", word_number("multiprocessing.Manager"))
            return original(self, Serving(conn, self))
        return serve_client

    @patched(module.BaseProxy, "_callmethod")
    def _(original):
        def callmethod(self, methodname, args=(), kwds={}):
            threading = sys.modules["threading"]
            client = sys.modules["multiprocessing.process"].current_process().name
            if threading.current_thread().name != "MainThread":
                client += "|" + threading.current_thread().name
            if not hasattr(self._tls, "connection"):
                self._connect()
            calls, replies = way(self._token.address, client, "calls"), way(self._token.address, client, "replies")
            number = item_put(calls)
            say(calls, PUT, NEXT, number, 0, (methodname + label_of(tuple(args)))[:32])
            item_sent(calls, number)
            told = waits(replies, GET_WAIT, AFTER, 0, 0)
            if told:
                waiting()
            try:
                return original(self, methodname, args, kwds)
            finally:
                if told:
                    done()
                say(replies, GET, NEXT, number)
        return callmethod
