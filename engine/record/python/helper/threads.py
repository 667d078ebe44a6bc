# Replaces parts of threading. See begin.py.


Condition_ = Condition
at_thread_start = []  # functions to be called in each new thread


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
    """The thread or process is about to end with the exception that is being handled."""
    kind, value, traceback = sys.exc_info()
    if kind is not None and not issubclass(kind, SystemExit):
        failed(words_of(kind, value), raised_at(traceback))


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
    kind = _thread.RLock.__dict__
    tell_depth(0, kind["acquire"], kind["__enter__"], kind["release"], kind["__exit__"])
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
            for each in at_thread_start:
                each()
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
            makes_daemon(self._daemonic)
            try:
                return original(self)
            finally:
                makes_daemon(0)
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
                joined(not self.is_alive())
        return join_thread

    shut_down = threading._thread_shutdown

    def _thread_shutdown():
        for thread in threading.enumerate():
            if not thread.daemon and thread is not threading.current_thread():
                thread.join()
        return shut_down()
    threading._thread_shutdown = _thread_shutdown


def tell_condition_wait(Condition, is_owned):
    """Of threads or of processes: is_owned(condition) says whether the caller has its lock."""
    @patched(Condition, "wait")
    def _(original):
        def wait(self, timeout=None):
            if not (known(self) and is_owned(self) and waits(self, WAIT_BEGIN, NEXT, nanos(timeout), WAIT_END)):
                return original(self, timeout)
            try:
                return original(self, timeout)
            finally:
                if done():
                    say(self, WAIT_END, NEXT, 0, WAIT_IN_VAIN if timeout is None else WAIT_TIMED_OUT)
        return wait


def tell_event(Event_type):
    """Of threads or of processes."""
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
            if not waits(self, WAIT_BEGIN, AFTER, nanos(timeout), WAIT_END):
                return original(self, timeout)
            result = None
            try:
                result = original(self, timeout)
                return result
            finally:
                if done():
                    say(self, WAIT_END, NEXT, 0, WAIT_WOKEN if result else WAIT_IN_VAIN if result is None else WAIT_TIMED_OUT)
        return wait


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

    tell_condition_wait(Condition, lambda condition: condition._is_owned())
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

    tell_event(Event_type)


def patch_semaphore(threading):
    for cls, kind in ((threading.Semaphore, Semaphore), (threading.BoundedSemaphore, BoundedSemaphore)):
        @patched(cls, "__init__")
        def _(original, cls=cls, kind=kind):
            def init(self, value=1):
                original(self, value)
                if cls is threading.BoundedSemaphore or not isinstance(self, threading.BoundedSemaphore):
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
            if self._count + 1 >= self._parties:
                waiting(True)  # the last one, who does not wait
            end = WAIT_IN_VAIN
            try:
                result = original(self, timeout)
                end = WAIT_WOKEN
                return result
            finally:
                if done():
                    say(self, WAIT_END, NEXT, 0, end)
        return wait

    @patched(Barrier_type, "abort")
    def _(original):
        def abort(self):
            say(self, BARRIER_BROKEN, NEXT)
            return original(self)
        return abort


GIVING = {"set", "notify", "notify_all", "release", "put", "put_nowait", "set_result", "call_soon", "call_soon_threadsafe", "cancel", "write", "send"}


def may_give(handler):
    """Whether a signal's handler looks as if it gives what somebody waits for."""
    if getattr(handler, "__name__", None) in GIVING:
        return True
    code = getattr(getattr(handler, "__func__", handler), "__code__", None)
    return code is not None and not GIVING.isdisjoint(code.co_names)


def patch_signal(module):
    original = module.signal

    def set_handler(signalnum, handler):
        before = original(signalnum, handler)
        if may_give(handler):
            signal_may_come()
        return before
    set_handler.__name__, set_handler.__qualname__, set_handler.__doc__, set_handler.__module__ = "signal", "signal", original.__doc__, "signal"
    module.signal = set_handler

    original_wakeup = module.set_wakeup_fd

    def set_wakeup_fd(fd, **keywords):
        if fd != -1:
            signal_may_come()  # each signal writes into it
        return original_wakeup(fd, **keywords)
    set_wakeup_fd.__qualname__, set_wakeup_fd.__doc__, set_wakeup_fd.__module__ = "set_wakeup_fd", original_wakeup.__doc__, "signal"
    module.set_wakeup_fd = set_wakeup_fd


import_locks = {}  # id of a lock of a module -> a weak reference to it, by which it is forgotten


def patch_imports():
    """Of the locks of modules those are told that a thread has to wait for."""
    Lock = sys.modules["_frozen_importlib"]._ModuleLock

    @patched(Lock, "acquire")
    def _(original):
        def acquire(self):
            owner = self.owner
            if owner is None or owner == _thread.get_ident():
                return original(self)
            key = id(self)
            if key not in import_locks:
                define(self, Mutex, 0, "import of " + str(self.name))

                def over(_):
                    del import_locks[key]
                    forget_at(key)
                import_locks[key] = _weakref.ref(self, over)
                held_by(self, owner)
            told = waits(self, ACQUIRE_WAIT, AFTER, 0, 0)
            if told:
                waiting()
            has = False
            try:
                result = original(self)
                has = True
                return result
            finally:
                if told:
                    done()
                    say(self, *((ACQUIRED, NEXT) if has else (ACQUIRE_FAILED, AFTER, 0, CANCELLED)))
        return acquire

    @patched(Lock, "release")
    def _(original):
        def release(self):
            depth = self.count if type(self.count) is int else len(self.count)
            if depth == 1 and id(self) in import_locks:
                say(self, RELEASED, NEXT)
            return original(self)
        return release


def patch_threading(threading):
    patch_imports()
    patch_locks(threading)
    patch_threads(threading)
    patch_condition(threading)
    patch_event(threading)
    patch_semaphore(threading)
    patch_barrier(threading)
